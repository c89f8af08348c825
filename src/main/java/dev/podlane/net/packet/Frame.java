package dev.podlane.net.packet;

import dev.podlane.net.addr.Mac;

/**
 * An Ethernet II frame (IEEE 802.3).
 *
 * @param source sender's hardware address
 * @param destination receiver's hardware address, or a group
 * @param payload contents of the frame
 */
public record Frame(Mac source, Mac destination, Payload payload) {
  /** Octets of an Ethernet header: two addresses and a type. */
  public static final int HEADER = 14;

  /** Length in octets, header included, without padding and checksum. */
  public int length() {
    return HEADER + payload.length();
  }
}
