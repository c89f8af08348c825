/** Sockets: the program that probes, the servers that answer, and ping. */
@NullMarked
package dev.podlane.trace.socket;

import org.jspecify.annotations.NullMarked;
