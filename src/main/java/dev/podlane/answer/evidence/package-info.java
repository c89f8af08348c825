/** The tables a step looked at, with the rows that matched and those that nearly did. */
@NullMarked
package dev.podlane.answer.evidence;

import org.jspecify.annotations.NullMarked;
