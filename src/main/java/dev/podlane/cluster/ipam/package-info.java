/**
 * Gives addresses to nodes and pods, as the node IPAM controller and the CNI plugin host-local do.
 */
@NullMarked
package dev.podlane.cluster.ipam;

import org.jspecify.annotations.NullMarked;
