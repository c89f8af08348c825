package dev.podlane.net.packet;

/** The contents of an Ethernet frame. */
public sealed interface Payload permits Arp, IpPacket {
  /** EtherType (IEEE 802 numbers): 0x0806 ARP, 0x0800 IPv4, 0x86dd IPv6. */
  int etherType();

  /** Length in octets without the Ethernet header. */
  int length();
}
