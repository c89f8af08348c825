/**
 * Reads and prints devices, their addresses and neighbours: {@code ip link}, {@code ip addr},
 * {@code ip neigh}, {@code bridge}.
 */
@NullMarked
package dev.podlane.console.link;

import org.jspecify.annotations.NullMarked;
