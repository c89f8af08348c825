/** Network namespaces, their settings and sockets, and the network they form together. */
@NullMarked
package dev.podlane.net.ns;

import org.jspecify.annotations.NullMarked;
