/** The commands of kubectl that look at a time line, and those that plan events on it. */
@NullMarked
package dev.podlane.terminal.kubectl;

import org.jspecify.annotations.NullMarked;
