/** Lessons and challenges carried out: opened clusters, walks, stops, questions and checks. */
@NullMarked
package dev.podlane.school;

import org.jspecify.annotations.NullMarked;
