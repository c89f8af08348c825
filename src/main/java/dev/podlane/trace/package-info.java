/** The input and output of a walk: a probe, and a trace of hops and steps. */
@NullMarked
package dev.podlane.trace;

import org.jspecify.annotations.NullMarked;
