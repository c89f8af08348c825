/** Puts steps, causes and outcomes of a walk into words. */
@NullMarked
package dev.podlane.answer.sentence;

import org.jspecify.annotations.NullMarked;
