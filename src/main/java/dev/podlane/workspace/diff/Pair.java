package dev.podlane.workspace.diff;

import dev.podlane.net.addr.Protocol;

/**
 * A connection that somebody may want to make.
 *
 * @param from the sender, in the words of probes: a workload if all of its pods are meant, else one
 *     of them
 * @param to the destination, in the words of probes, without a port
 * @param port from 1 to 65535
 */
public record Pair(String from, String to, Protocol protocol, int port) {}
