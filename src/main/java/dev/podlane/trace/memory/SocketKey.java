package dev.podlane.trace.memory;

import dev.podlane.net.addr.Ip;

/**
 * The two ends of a TCP connection as one of them sees it.
 *
 * @param namespace network namespace of this end
 * @param local address of this end
 * @param port port of this end
 * @param peer address of the other end
 * @param peerPort port of the other end
 */
public record SocketKey(String namespace, Ip local, int port, Ip peer, int peerPort) {}
