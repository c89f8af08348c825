/** The answers of the engine to the questions of expressions. */
@NullMarked
package dev.podlane.school.fact;

import org.jspecify.annotations.NullMarked;
