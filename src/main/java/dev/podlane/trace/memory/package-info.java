/**
 * The state that kernels accumulate as packets run through them: neighbours, connections,
 * fragments, timers.
 */
@NullMarked
package dev.podlane.trace.memory;

import org.jspecify.annotations.NullMarked;
