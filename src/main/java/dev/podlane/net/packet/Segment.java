package dev.podlane.net.packet;

/** What an IP packet carries. */
public sealed interface Segment permits Icmp, Tcp, Udp {
  /** IP protocol number (IANA): 1 ICMP, 6 TCP, 17 UDP. */
  int protocol();

  /** Length in octets, own header included. */
  int length();
}
