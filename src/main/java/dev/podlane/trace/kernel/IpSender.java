package dev.podlane.trace.kernel;

import dev.podlane.net.addr.Ip;
import dev.podlane.net.conntrack.ConnectionRef;
import dev.podlane.net.ns.NetworkNamespace;
import dev.podlane.net.packet.Segment;
import dev.podlane.trace.Skb;
import dev.podlane.trace.record.HopBuilder;
import dev.podlane.trace.record.PacketInHost;
import org.jspecify.annotations.Nullable;

/** Sends IP packets that this host makes itself (ip_local_out). */
public interface IpSender {
  /**
   * The contents of a packet made by this host, besides its source address.
   *
   * @param cuttable as in {@link Skb}
   */
  record Draft(
      Ip destination,
      int ttl,
      int identification,
      boolean df,
      Segment segment,
      int tos,
      boolean cuttable) {
    /** A packet that is cut only without DF. */
    public Draft(
        Ip destination, int ttl, int identification, boolean df, Segment segment, int tos) {
      this(destination, ttl, identification, df, segment, tos, false);
    }

    /** A packet of the usual type of service. */
    public Draft(Ip destination, int ttl, int identification, boolean df, Segment segment) {
      this(destination, ttl, identification, df, segment, 0);
    }
  }

  /**
   * Sends a packet along a way that was found.
   *
   * @param connection tracked connection that the packet belongs to, null if there is none
   * @return the errno the sending call returns, empty if there is none
   */
  String send(
      NetworkNamespace ns,
      HopBuilder hop,
      OutputRoute way,
      Draft draft,
      @Nullable ConnectionRef connection);

  /**
   * Sends a finished packet past OUTPUT and out by a way that was found.
   *
   * @return the errno the sending call returns, empty if there is none
   */
  String sendOut(PacketInHost made, OutputRoute found);
}
