package dev.podlane.compile.docker;

import dev.podlane.net.addr.Ip;

/**
 * The attachment of a container to a network.
 *
 * @param net its network
 * @param address its address there
 * @param port the host's end of the wire
 */
record Endpoint(BridgeNet net, Ip address, String port) {}
