/** A class that follows a teacher: a room is a value, and every change of it an event. */
@NullMarked
package dev.podlane.classroom;

import org.jspecify.annotations.NullMarked;
