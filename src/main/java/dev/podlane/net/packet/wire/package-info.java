/** Packets as the octets that stand on a wire, one file for each layer. */
@NullMarked
package dev.podlane.net.packet.wire;

import org.jspecify.annotations.NullMarked;
