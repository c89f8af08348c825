/** The work of the network plugin and the gateway: bridges, wires, addresses and routes. */
@NullMarked
package dev.podlane.compile.cni;

import org.jspecify.annotations.NullMarked;
