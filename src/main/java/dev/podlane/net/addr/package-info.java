/**
 * Addresses of the two lower layers: IP (both families), prefixes, interface addresses and MACs.
 */
@NullMarked
package dev.podlane.net.addr;

import org.jspecify.annotations.NullMarked;
