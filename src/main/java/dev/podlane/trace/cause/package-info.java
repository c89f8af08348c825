/** Finds the step of a finished trace that decided its outcome. */
@NullMarked
package dev.podlane.trace.cause;

import org.jspecify.annotations.NullMarked;
