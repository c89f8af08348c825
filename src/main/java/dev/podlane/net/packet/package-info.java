/** Frames and headers as immutable records, one layer inside the other. */
@NullMarked
package dev.podlane.net.packet;

import org.jspecify.annotations.NullMarked;
