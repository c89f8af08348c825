package dev.podlane.kernel;

import dev.podlane.net.addr.Ip;
import dev.podlane.net.packet.Icmp;
import dev.podlane.net.packet.IpPacket;
import dev.podlane.net.packet.Segment;
import dev.podlane.net.packet.Tcp;
import dev.podlane.net.packet.Udp;

/**
 * A packet about which a program on a queue must decide.
 *
 * @param node the node whose queue it is in
 * @param packet the packet at the hook
 */
record Question(String node, IpPacket packet) {
  private static final int FIRST_OF_SENDERS = 20_000;

  /** Reads {@code NODE PROTOCOL SOURCE PORT DESTINATION PORT}. */
  static Question parse(String line) {
    String[] words = line.split(" ", 6);
    int from = Integer.parseInt(words[3]);
    int to = Integer.parseInt(words[5]);
    Segment segment =
        switch (words[1]) {
          case "tcp" -> new Tcp(from, to, Tcp.Flags.SYN, 0);
          case "udp" -> new Udp(from, to, 0);
          default -> new Icmp.Echo(true, 1, 1, 0);
        };
    Ip source = Ip.parse(words[2]);
    return new Question(words[0], new IpPacket(source, Ip.parse(words[4]), 64, 0, true, segment));
  }

  /** The same text for the same question; ports that senders have by chance are left out. */
  @Override
  public String toString() {
    Segment segment = packet.segment();
    int port = segment.destinationPort();
    String protocol =
        switch (segment.protocol()) {
          case 1 -> "icmp";
          case 6 -> "tcp";
          default -> "udp";
        };
    return "%s %s %s -> %s:%s"
        .formatted(
            node,
            protocol,
            packet.source(),
            packet.destination(),
            port < FIRST_OF_SENDERS ? port : "*");
  }
}
