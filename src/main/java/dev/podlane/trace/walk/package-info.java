/** Walks a probe through a network, layer by layer. */
@NullMarked
package dev.podlane.trace.walk;

import org.jspecify.annotations.NullMarked;
