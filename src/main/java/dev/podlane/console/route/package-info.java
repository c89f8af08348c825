/** Reads and prints routes and policy rules: {@code ip route} and {@code ip rule}. */
@NullMarked
package dev.podlane.console.route;

import org.jspecify.annotations.NullMarked;
