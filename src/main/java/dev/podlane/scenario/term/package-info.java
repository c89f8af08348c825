/**
 * The expressions of lessons and challenges: closed, typed, without side effects. A text is read in
 * time linear in its length; a value that the engine does not know stays unknown.
 */
@NullMarked
package dev.podlane.scenario.term;

import org.jspecify.annotations.NullMarked;
