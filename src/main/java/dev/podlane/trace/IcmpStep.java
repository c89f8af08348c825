package dev.podlane.trace;

import dev.podlane.net.addr.Ip;

/** Steps by which a host tells a sender about its packet. */
public sealed interface IcmpStep extends Step {
  @Override
  default Level level() {
    return Level.STORY;
  }

  /** An error goes to the source of the packet. */
  record IcmpErrorSent(int type, int code, Ip to) implements IcmpStep {}

  /** No error is sent. */
  record IcmpErrorSuppressed(int type, int code, Why why) implements IcmpStep {
    /** Why none is sent (RFC 1122 section 3.2.2, net/ipv4/icmp.c). */
    public enum Why {
      /** The packet was itself an ICMP error. */
      ABOUT_ERROR,
      /** The packet was a fragment without the header of what it carries. */
      LATER_FRAGMENT,
      /** The packet was addressed to more than one host. */
      NOT_UNICAST,
      /** There is no route back to the source. */
      NO_ROUTE_BACK,
      /** This peer was told too often of late (icmp_ratelimit). */
      RATE_LIMITED
    }

    @Override
    public Level level() {
      return Level.STAGE;
    }
  }

  /** From now on no larger packet is sent to the destination in one piece. */
  record PathMtuLearned(Ip destination, int mtu) implements IcmpStep {
    @Override
    public Level level() {
      return Level.STAGE;
    }
  }

  /** The sender is told of a better first hop; the packet is still forwarded. */
  record RedirectSent(Ip gateway, Ip to) implements IcmpStep {}

  /**
   * A redirect is believed, or not.
   *
   * @param gateway the router it names
   * @param destination where it says that router leads
   * @param verdict what the host makes of it
   * @param device the device it came in by
   */
  record RedirectReceived(Ip gateway, Ip destination, Verdict verdict, String device)
      implements IcmpStep {
    /** What a host makes of a redirect (__ip_do_redirect in net/ipv4/route.c). */
    public enum Verdict {
      /** From now on packets to the destination go by that gateway. */
      INSTALLED,
      /** The gateway's hardware address is not known yet: it is asked for, and that is all. */
      GATEWAY_UNKNOWN,
      /** It comes from another than the gateway in use. */
      OTHER_SENDER,
      /** The gateway it names is no other host on the link. */
      NOT_ON_LINK,
      /** The gateway it names is no gateway of a route (secure_redirects, no shared_media). */
      NOT_LISTED,
      /** accept_redirects is 0 for all and for the device. */
      NOT_ACCEPTED,
      /** A host that forwards needs accept_redirects for all: it is 0. */
      FORWARDS_ALL,
      /** A host that forwards needs accept_redirects for the device: it is 0. */
      FORWARDS_DEVICE
    }
  }
}
