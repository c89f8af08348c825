/**
 * The programs of a terminal that look names up, send packets and list what runs: {@code ping},
 * {@code nc}, {@code traceroute} and others. What they send are walks; what they print follows from
 * the walks' outcomes. Tools that show and change a network's state are in {@code console}.
 */
@NullMarked
package dev.podlane.terminal;

import org.jspecify.annotations.NullMarked;
