package dev.podlane.trace.kernel;

import dev.podlane.trace.record.PacketInHost;

/** Hands packets to the transport protocols (ip_protocol_deliver_rcu). */
public interface Transport {
  /** A packet for this host has passed INPUT. */
  void deliver(PacketInHost passage);
}
