/** Reads and prints kernel settings: {@code sysctl}. */
@NullMarked
package dev.podlane.console.sysctl;

import org.jspecify.annotations.NullMarked;
