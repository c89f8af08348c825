/** The deeds of people on a time line, and accidents of machines. */
@NullMarked
package dev.podlane.time.event;

import org.jspecify.annotations.NullMarked;
