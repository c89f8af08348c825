package dev.podlane.net.filter;

import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Mac;
import dev.podlane.net.packet.Icmp;
import dev.podlane.net.packet.IpInIp;
import dev.podlane.net.packet.IpPacket;
import dev.podlane.net.packet.Segment;
import dev.podlane.net.packet.Tcp;
import dev.podlane.net.packet.Vxlan;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Conditions of extensions about the place of a packet: its devices, ways and sockets. */
public final class PlaceConditions {
  private PlaceConditions() {}

  /** {@code -m mac}: no packet that was made here or came by {@code lo} fulfils it. */
  public record SourceMac(Mac mac) implements Condition {
    @Override
    public Finding ask(PacketAtHook subject, RulePlace at) {
      Mac source = subject.link().source();
      return source == null
          ? Finding.never("mac.none")
          : Finding.of(source.equals(mac), "mac", source);
    }
  }

  /** {@code -m pkttype}. */
  public record PacketType(LinkHeader.Type type) implements Condition {
    @Override
    public Finding ask(PacketAtHook subject, RulePlace at) {
      LinkHeader.Type found = subject.link().type();
      return Finding.of(found == type, "pkttype", found.name().toLowerCase(Locale.ROOT));
    }
  }

  /** {@code -m devgroup}: all devices are in group 0. */
  public record DeviceGroup(int value, int mask) implements Condition {
    @Override
    public Finding ask(PacketAtHook subject, RulePlace at) {
      return Finding.of((0 & mask) == value, "devgroup", 0);
    }
  }

  /** {@code -m realm}: no route has a realm. */
  public record Realm(int value, int mask) implements Condition {
    @Override
    public Finding ask(PacketAtHook subject, RulePlace at) {
      return Finding.of((0 & mask) == value, "realm", 0);
    }
  }

  /** {@code -m policy}: no packet goes through IPsec. */
  public record Protected(boolean wanted) implements Condition {
    @Override
    public Finding ask(PacketAtHook subject, RulePlace at) {
      return Finding.of(!wanted, "ipsec");
    }
  }

  /** {@code -m addrtype} with several kinds. */
  public record AddressKinds(
      boolean source, Set<AddressKind> kinds, OtherMatch.AddressType.Limit limit)
      implements Condition {
    public AddressKinds {
      EnumSet<AddressKind> sorted = EnumSet.noneOf(AddressKind.class);
      sorted.addAll(kinds);
      kinds = Collections.unmodifiableSet(sorted);
    }

    @Override
    public Finding ask(PacketAtHook subject, RulePlace at) {
      IpPacket packet = subject.packet();
      Ip address = source ? packet.source() : packet.destination();
      String device =
          switch (limit) {
            case NONE -> null;
            case IN -> subject.in();
            case OUT -> subject.out();
          };
      AddressKind found = subject.around().kind(address, device);
      return Finding.of(kinds.contains(found), "kind", address, found.name());
    }
  }

  /**
   * {@code -m rpfilter}: the way back to the sender leads out by the device the packet came by
   * (net/ipv4/netfilter/ipt_rpfilter.c).
   *
   * @param loose any device will do
   * @param validMark the packet's mark is used for the lookup
   * @param acceptLocal an address of this host is accepted as sender
   */
  public record ReversePath(boolean loose, boolean validMark, boolean acceptLocal)
      implements Condition {
    @Override
    public Finding ask(PacketAtHook subject, RulePlace at) {
      IpPacket packet = subject.packet();
      Ip to = packet.destination();
      @Nullable Ip from = MatchContext.Asked.source(to);
      boolean isUnset = packet.source().isZeroNet() && from == null;
      if (subject.in().equals("lo") || isUnset) {
        return Finding.of(true, "back.exempt", subject.in());
      }
      MatchContext.WayBack way =
          subject
              .around()
              .wayBack(
                  new MatchContext.Asked(
                      packet.source(),
                      from,
                      null,
                      null,
                      validMark ? subject.mark() : 0,
                      packet.tos(),
                      0));
      boolean isKnown = way.exists() && (!way.local() || acceptLocal);
      if (!isKnown) {
        return Finding.of(false, way.local() ? "back.local" : "back.none", packet.source());
      }
      boolean holds = loose || way.device().equals(subject.in());
      return Finding.of(holds, "back", packet.source(), way.device(), subject.in());
    }
  }

  /**
   * {@code -m physdev}: the bridge ports of a bridged packet.
   *
   * @param side the port that is asked for
   * @param name its name; null if there only must be one
   */
  public record BridgePort(Side side, @Nullable String name) implements Condition {
    /** The port that is asked for. */
    public enum Side {
      IN,
      OUT,
      BOTH
    }

    @Override
    public Finding ask(PacketAtHook subject, RulePlace at) {
      String in = subject.portIn();
      String out = subject.portOut();
      boolean holds =
          switch (side) {
            case IN -> name == null ? !in.isEmpty() : HeaderMatch.isNamed(name, in);
            case OUT -> name == null ? !out.isEmpty() : HeaderMatch.isNamed(name, out);
            case BOTH -> !in.isEmpty() && !out.isEmpty();
          };
      return Finding.of(holds, "ports.bridge", in.isEmpty() ? "–" : in, out.isEmpty() ? "–" : out);
    }
  }

  /**
   * {@code -m owner}: which user's program sent a packet is not known, but a packet that was
   * forwarded, or that the kernel made, belongs to none (net/netfilter/xt_owner.c).
   *
   * @param exists true if it is asked whether there is a socket, false for its user or group
   */
  public record Owner(boolean exists) implements Condition {
    @Override
    public Finding ask(PacketAtHook subject, RulePlace at) {
      if (subject.link().orphan()) {
        return Finding.of(false, "owner.forwarded");
      }
      Segment segment = innermost(subject.packet());
      boolean resets = segment instanceof Tcp tcp && tcp.flags().isReset();
      boolean answers =
          segment instanceof Icmp && !(segment instanceof Icmp.Echo echo && echo.request());
      if (exists) {
        return resets ? Finding.open("owner") : Finding.of(!(segment instanceof Vxlan), "owner");
      }
      return answers || segment instanceof Vxlan
          ? Finding.of(false, "owner.kernel")
          : Finding.open("owner");
    }

    /**
     * The segment that a program sent: a tunnel's packet keeps the socket of the one it carries.
     */
    static Segment innermost(IpPacket packet) {
      Segment now = packet.segment();
      while (true) {
        if (now instanceof IpInIp tunnel) {
          now = tunnel.packet().segment();
        } else if (now instanceof Vxlan tunnel && tunnel.frame().payload() instanceof IpPacket ip) {
          now = ip.segment();
        } else {
          return now; // a VXLAN datagram is left where it carries ARP, which the kernel sends
        }
      }
    }
  }

  /**
   * A condition that the model does not know.
   *
   * @param extension its name
   */
  public record Unmodelled(String extension) implements Condition {
    @Override
    public Finding ask(PacketAtHook subject, RulePlace at) {
      return Finding.open("unknown");
    }
  }
}
