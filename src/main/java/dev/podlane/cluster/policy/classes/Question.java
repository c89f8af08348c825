package dev.podlane.cluster.policy.classes;

import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Protocol;

/**
 * A question about all pairs: may this packet pass?
 *
 * @param family family of the packet
 * @param protocol TCP, UDP or SCTP
 * @param port destination port, 1 to 65535
 */
public record Question(Ip.Family family, Protocol protocol, int port) {}
