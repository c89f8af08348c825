package dev.podlane.workspace;

import dev.podlane.net.addr.EphemeralPorts;
import dev.podlane.net.addr.Protocol;
import java.util.Random;

/**
 * The source ports of a stream's connections. A client does not take one that it had a moment ago,
 * as Linux goes from one to the next by steps of two from a place that depends on both addresses
 * ({@code net/ipv4/inet_hashtables.c}, {@code __inet_hash_connect}; RFC 6056, algorithm 4): a port
 * drawn twice would meet the entry of the connection that had it before.
 */
final class StreamPorts {
  private static final int STEP = 2;

  private StreamPorts() {}

  /**
   * The request of a stream's probe, counted from 0, with a port of its own unless it names one.
   */
  static ProbeRequest next(ProbeRequest request, int number) {
    ProbeRequest again = request.again(number);
    return request.sourcePort() != 0 || request.protocol() == Protocol.ICMP
        ? again
        : again.over(port(request.seed(), number), again.exchange());
  }

  /** The port of a socket, another one for each number. */
  static int port(long seed, int number) {
    int start = new Random(seed).nextInt(EphemeralPorts.COUNT);
    return EphemeralPorts.at(start + STEP * number);
  }
}
