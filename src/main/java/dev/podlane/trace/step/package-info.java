/** The things that can happen to a packet: one sealed family, a record for each kind. */
@NullMarked
package dev.podlane.trace.step;

import org.jspecify.annotations.NullMarked;
