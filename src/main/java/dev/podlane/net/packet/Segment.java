package dev.podlane.net.packet;

/** The contents of an IP packet. */
public sealed interface Segment permits Icmp, IpInIp, Tcp, Udp, Vxlan {
  /** IP protocol number (IANA): 1 ICMP, 4 IP in IP, 6 TCP, 17 UDP. */
  int protocol();

  /** Length in octets, own header included. */
  int length();

  /** Port of the sender; 0 where the protocol has none. */
  default int sourcePort() {
    return 0;
  }

  /** Port of the receiver; 0 where the protocol has none. */
  default int destinationPort() {
    return 0;
  }

  /**
   * Returns a copy with other ports; unchanged where the protocol has none. The identifier of an
   * echo takes the place of both ports, as in connection tracking.
   */
  default Segment withPorts(int source, int destination) {
    return this;
  }
}
