/** Finds pods that clash, or that do not do what their own specs ask for. */
@NullMarked
package dev.podlane.finding.pod;

import org.jspecify.annotations.NullMarked;
