package dev.podlane.trace.step;

import dev.podlane.net.addr.Ip;
import org.jspecify.annotations.Nullable;

/** Steps by which a host tells a sender about its packet. */
public sealed interface IcmpStep extends Step {
  /** Handles each kind; a new kind does not compile until every visitor handles it. */
  interface Visitor<T> {
    T visit(IcmpErrorSent it);

    T visit(IcmpErrorSuppressed it);

    T visit(PathMtuLearned it);

    T visit(RedirectSent it);

    T visit(RedirectReceived it);
  }

  /** Calls the visitor's method for this kind. */
  <T> T accept(Visitor<T> visitor);

  @Override
  default @Nullable String device() {
    return null;
  }

  @Override
  default <T> T accept(Step.Visitor<T> visitor) {
    return visitor.visit(this);
  }

  @Override
  default Level level() {
    return Level.STORY;
  }

  /** An error goes to the source of the packet. */
  record IcmpErrorSent(int type, int code, Ip to) implements IcmpStep {
    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.visit(this);
    }
  }

  /** No error is sent. */
  record IcmpErrorSuppressed(int type, int code, Why why) implements IcmpStep {
    /** The reason why no error is sent (RFC 1122 section 3.2.2, net/ipv4/icmp.c). */
    public enum Why {
      /** The packet was itself an ICMP error. */
      ABOUT_ERROR,
      /** The packet was a fragment without the header of its payload. */
      LATER_FRAGMENT,
      /** The packet was addressed to more than one host. */
      NOT_UNICAST,
      /** There is no route back to the source. */
      NO_ROUTE_BACK,
      /** This peer was told too often of late (icmp_ratelimit). */
      RATE_LIMITED,
      /** An ICMP message of the kernel is still on its way out, in this packet (icmp_xmit_lock). */
      ICMP_SENDING
    }

    @Override
    public Level level() {
      return Level.STAGE;
    }

    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.visit(this);
    }
  }

  /** The sender learned a path MTU: no larger packet is sent to the destination in one piece. */
  record PathMtuLearned(Ip destination, int mtu) implements IcmpStep {
    @Override
    public Level level() {
      return Level.STAGE;
    }

    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.visit(this);
    }
  }

  /** The sender gets a redirect to a better first hop; the packet is still forwarded. */
  record RedirectSent(Ip gateway, Ip to) implements IcmpStep {
    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.visit(this);
    }
  }

  /**
   * A redirect is believed, or not.
   *
   * @param gateway the router it names
   * @param destination destination that the message redirects
   * @param verdict reaction of the host
   * @param device the device it came in by
   */
  record RedirectReceived(Ip gateway, Ip destination, Verdict verdict, String device)
      implements IcmpStep {
    /** The reaction of a host to a redirect (__ip_do_redirect in net/ipv4/route.c). */
    public enum Verdict {
      /** Packets to the destination go by that gateway from now on. */
      INSTALLED,
      /** The gateway's hardware address is not known yet: only an ARP request is sent. */
      GATEWAY_UNKNOWN,
      /** It comes from another than the gateway in use. */
      OTHER_SENDER,
      /** The gateway it names is no other host on the link. */
      NOT_ON_LINK,
      /** The gateway it names is no gateway of a route (secure_redirects, no shared_media). */
      NOT_LISTED,
      /** accept_redirects is 0 for all and for the device. */
      NOT_ACCEPTED,
      /** No socket takes it: of TCP a half-open connection does not, and a reset has none. */
      NO_SOCKET,
      /** A host that forwards needs accept_redirects for all: it is 0. */
      FORWARDS_ALL,
      /** A host that forwards needs accept_redirects for the device: it is 0. */
      FORWARDS_DEVICE
    }

    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.visit(this);
    }
  }
}
