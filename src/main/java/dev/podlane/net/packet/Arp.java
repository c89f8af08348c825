package dev.podlane.net.packet;

import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Mac;

/**
 * An ARP message for IPv4 over Ethernet (RFC 826).
 *
 * @param request true for a request, false for a reply
 * @param senderMac hardware address of the sender
 * @param senderIp protocol address of the sender
 * @param targetMac hardware address asked for; zero in a request
 * @param targetIp protocol address asked for, or of the one answered
 */
public record Arp(boolean request, Mac senderMac, Ip senderIp, Mac targetMac, Ip targetIp)
    implements Payload {
  /** The reply to this request by a station with this hardware address. */
  public Arp answeredBy(Mac owner) {
    return new Arp(
        /* request= */ false,
        /* senderMac= */ owner,
        /* senderIp= */ targetIp,
        /* targetMac= */ senderMac,
        /* targetIp= */ senderIp);
  }

  @Override
  public int etherType() {
    return 0x0806;
  }

  @Override
  public int length() {
    return 28;
  }
}
