/** Tables as command-line tools print them. */
@NullMarked
package dev.podlane.terminal.table;

import org.jspecify.annotations.NullMarked;
