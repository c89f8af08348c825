/** Finds faults of addresses, nodes, routes and settings of the network. */
@NullMarked
package dev.podlane.finding.network;

import org.jspecify.annotations.NullMarked;
