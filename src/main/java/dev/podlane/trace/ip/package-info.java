/** The IPv4 layer: input, routing, forwarding, fragments, path MTU, ICMP errors and redirects. */
@NullMarked
package dev.podlane.trace.ip;

import org.jspecify.annotations.NullMarked;
