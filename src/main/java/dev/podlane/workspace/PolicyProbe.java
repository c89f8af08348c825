package dev.podlane.workspace;

import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Protocol;
import org.jspecify.annotations.Nullable;

/**
 * A question to the policies: may this packet reach its destination?
 *
 * @param from the sender, in the words of probes
 * @param to the destination, in the words of probes; a port may follow
 * @param protocol TCP, UDP or SCTP
 * @param port a number from 1 to 65535, or the name of a port of the destination; null if {@code
 *     to} says it, or the destination has but one
 * @param family the family of the packet; null for that of the addresses named, else IPv4 where
 *     both ends have it
 */
public record PolicyProbe(
    String from, String to, Protocol protocol, @Nullable String port, Ip.@Nullable Family family) {}
