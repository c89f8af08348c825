/** Finds pods that fit on no node. */
@NullMarked
package dev.podlane.finding.schedule;

import org.jspecify.annotations.NullMarked;
