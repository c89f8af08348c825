/** The reasons for the outcome of a probe, and the smallest changes that would give another. */
@NullMarked
package dev.podlane.why;

import org.jspecify.annotations.NullMarked;
