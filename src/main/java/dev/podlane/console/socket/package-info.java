/** Tools that show sockets and tracked connections: {@code ss} and {@code conntrack}. */
@NullMarked
package dev.podlane.console.socket;

import org.jspecify.annotations.NullMarked;
