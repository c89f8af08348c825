/** Compares two clusters: who reaches whom in one, and not in the other. */
@NullMarked
package dev.podlane.workspace.diff;

import org.jspecify.annotations.NullMarked;
