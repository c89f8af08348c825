/** Counts PodDisruptionBudgets and answers evictions (rules 297 to 302). */
@NullMarked
package dev.podlane.time.disruption;

import org.jspecify.annotations.NullMarked;
