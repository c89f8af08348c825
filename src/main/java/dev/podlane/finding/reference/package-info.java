/** Finds names in the settings of programs that lead to no Service. */
@NullMarked
package dev.podlane.finding.reference;

import org.jspecify.annotations.NullMarked;
