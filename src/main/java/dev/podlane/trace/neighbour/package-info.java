/** Address resolution: neighbour tables and ARP. */
@NullMarked
package dev.podlane.trace.neighbour;

import org.jspecify.annotations.NullMarked;
