package dev.podlane.trace.neighbour;

import dev.podlane.net.addr.Ip;
import java.util.Random;

/** The delay of a proxy's ARP reply (proxy_delay). */
final class ProxyDelay {
  /** Default proxy_delay, 0.8 s; the kernel draws a moment below it. */
  private static final int MOST_MILLIS = 800;

  private ProxyDelay() {}

  static long millis(Ip target, long seed) {
    return new Random(seed ^ target.low()).nextInt(MOST_MILLIS);
  }
}
