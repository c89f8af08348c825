/** The extensions that {@code -m} loads, read from options and printed as iptables-save does. */
@NullMarked
package dev.podlane.console.iptables.match;

import org.jspecify.annotations.NullMarked;
