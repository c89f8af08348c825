/** Counts and sizes as specs write them: numbers, percentages, quantities. */
@NullMarked
package dev.podlane.cluster.amount;

import org.jspecify.annotations.NullMarked;
