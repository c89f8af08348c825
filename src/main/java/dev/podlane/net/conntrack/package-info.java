/** Tracked connections, as packets refer to them. */
@NullMarked
package dev.podlane.net.conntrack;

import org.jspecify.annotations.NullMarked;
