package dev.podlane.trace.kernel;

import dev.podlane.net.addr.Protocol;
import dev.podlane.net.filter.MatchContext;
import dev.podlane.net.filter.TrackedConnection;
import dev.podlane.trace.record.PacketInHost;

/** Hands packets to the transport protocols (ip_protocol_deliver_rcu). */
public interface Transport {
  /** A packet for this host has passed INPUT. */
  void deliver(PacketInHost passage);

  /** A socket of a namespace that is connected to the sender of a packet with these ends. */
  MatchContext.Connected connected(
      String namespace, Protocol protocol, TrackedConnection.Ends ends);
}
