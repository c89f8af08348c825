package dev.podlane.trace.kernel;

import dev.podlane.trace.record.PacketInHost;

/** Sends ICMP errors about packets to their senders (icmp_send in net/ipv4/icmp.c). */
public interface IcmpErrorSender {
  /** Sends an error about a packet that is forwarded or cannot be. */
  void send(PacketInHost about, int type, int code);

  /** Sends an error about a packet that had arrived: it comes from the address it was sent to. */
  void sendFromDestination(PacketInHost about, int type, int code);
}
