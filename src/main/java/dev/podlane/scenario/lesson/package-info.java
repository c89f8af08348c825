/** Lessons and challenges as they are written in their files; nothing is computed here. */
@NullMarked
package dev.podlane.scenario.lesson;

import org.jspecify.annotations.NullMarked;
