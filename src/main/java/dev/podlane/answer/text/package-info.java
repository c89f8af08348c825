/** Sentences in the languages that Podlane speaks, by key. */
@NullMarked
package dev.podlane.answer.text;

import org.jspecify.annotations.NullMarked;
