package dev.podlane.trace.memory;

import dev.podlane.net.addr.Ip;
import java.util.HashMap;
import java.util.Map;

/** The recent messages of each namespace to each peer (inet_peer). */
final class PeerRates {
  private final Map<Key, PeerRate> rates = new HashMap<>();

  private record Key(String namespace, Ip peer) {}

  PeerRates copy() {
    PeerRates copy = new PeerRates();
    rates.forEach((key, rate) -> copy.rates.put(key, rate.copy()));
    return copy;
  }

  /** Those of a namespace to a peer, which begin now if there are none. */
  PeerRate of(String namespace, Ip peer, long now) {
    return rates.computeIfAbsent(new Key(namespace, peer), any -> new PeerRate(now));
  }
}
