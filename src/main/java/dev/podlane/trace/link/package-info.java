/** Devices, bridges and tunnels: frames in, frames out. */
@NullMarked
package dev.podlane.trace.link;

import org.jspecify.annotations.NullMarked;
