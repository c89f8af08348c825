/**
 * Reads and prints the text of {@code ip}, {@code bridge} and {@code sysctl}, and applies it to a
 * network.
 */
@NullMarked
package dev.podlane.console;

import org.jspecify.annotations.NullMarked;
