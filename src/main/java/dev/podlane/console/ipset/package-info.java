/** Reads and prints the sets of a ruleset as ipset 7 does. */
@NullMarked
package dev.podlane.console.ipset;

import org.jspecify.annotations.NullMarked;
