/** Tables as {@code iptables -L} lists them. */
@NullMarked
package dev.podlane.console.iptables.list;

import org.jspecify.annotations.NullMarked;
