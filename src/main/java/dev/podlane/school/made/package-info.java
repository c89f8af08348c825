/** Challenges and questions that nobody wrote: made from findings and from walks. */
@NullMarked
package dev.podlane.school.made;

import org.jspecify.annotations.NullMarked;
