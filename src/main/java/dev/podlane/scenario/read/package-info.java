/** Readers of the files of lessons and challenges. A wrong file names its line and field. */
@NullMarked
package dev.podlane.scenario.read;

import org.jspecify.annotations.NullMarked;
