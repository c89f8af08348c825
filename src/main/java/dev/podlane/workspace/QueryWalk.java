package dev.podlane.workspace;

import dev.podlane.cluster.dns.DnsReply;
import dev.podlane.cluster.dns.Question;
import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Protocol;
import dev.podlane.trace.Trace;
import org.jspecify.annotations.Nullable;

/**
 * A DNS query on its way: one walk.
 *
 * @param question the question
 * @param server the address that it is sent to
 * @param protocol UDP, or TCP after a truncated answer
 * @param onward true if a DNS server sent it in its turn
 * @param truncated true if the answer did not fit into a datagram, so that it is asked again by TCP
 * @param trace the walk
 * @param reply the answer; null if none came
 */
public record QueryWalk(
    Question question,
    Ip server,
    Protocol protocol,
    boolean onward,
    boolean truncated,
    Trace trace,
    @Nullable DnsReply reply) {}
