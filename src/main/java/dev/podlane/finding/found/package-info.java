/** Findings as values: kinds, places, commands, probes and edits, and no sentence. */
@NullMarked
package dev.podlane.finding.found;

import org.jspecify.annotations.NullMarked;
