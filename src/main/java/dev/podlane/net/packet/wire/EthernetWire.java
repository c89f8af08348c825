package dev.podlane.net.packet.wire;

import dev.podlane.net.addr.Mac;
import dev.podlane.net.packet.Arp;
import dev.podlane.net.packet.Frame;
import dev.podlane.net.packet.IpPacket;
import java.nio.ByteBuffer;

/** Ethernet II (IEEE 802.3) and ARP (RFC 826). */
final class EthernetWire {
  private static final short ETHERNET = 1;
  private static final short IPV4 = 0x0800;

  private EthernetWire() {}

  static void write(Frame frame, ByteBuffer out) {
    mac(frame.destination(), out);
    mac(frame.source(), out);
    out.putShort((short) frame.payload().etherType());
    if (frame.payload() instanceof Arp message) {
      arp(message, out);
    } else if (frame.payload() instanceof IpPacket packet) {
      IpWire.write(packet, out);
    }
  }

  private static void arp(Arp message, ByteBuffer out) {
    out.putShort(ETHERNET).putShort(IPV4).put((byte) 6).put((byte) 4);
    out.putShort((short) (message.request() ? 1 : 2));
    mac(message.senderMac(), out);
    out.putInt(message.senderIp().v4Bits());
    mac(message.targetMac(), out);
    out.putInt(message.targetIp().v4Bits());
  }

  private static void mac(Mac mac, ByteBuffer out) {
    out.putShort((short) (mac.bits() >>> 32)).putInt((int) mac.bits());
  }
}
