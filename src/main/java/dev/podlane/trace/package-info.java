/** Walks a packet through a network and records every step with its evidence. */
@NullMarked
package dev.podlane.trace;

import org.jspecify.annotations.NullMarked;
