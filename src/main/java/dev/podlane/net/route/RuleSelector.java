package dev.podlane.net.route;

import dev.podlane.net.addr.InterfaceAddress;
import dev.podlane.net.addr.Ip;
import org.jspecify.annotations.Nullable;

/**
 * The packets that a policy rule applies to (fib_rule_match in net/core/fib_rules.c,
 * fib4_rule_match in net/ipv4/fib_rules.c). An absent field matches every packet.
 *
 * @param not true if it applies to all other packets
 * @param from block of the source; host bits are kept as written, and do not count
 * @param to block of the destination
 * @param in incoming device; {@code lo} stands for packets of this host's own
 * @param out device the packet has been bound to, as by SO_BINDTODEVICE
 * @param mark netfilter mark
 * @param mask bits of the mark that are compared; 0 for none, so that every mark matches
 * @param protocol IP protocol number, 0 for any
 * @param sourcePorts ports of the sender
 * @param destinationPorts ports of the receiver
 * @param details the rest
 */
public record RuleSelector(
    boolean not,
    @Nullable InterfaceAddress from,
    @Nullable InterfaceAddress to,
    @Nullable String in,
    @Nullable String out,
    int mark,
    int mask,
    int protocol,
    @Nullable Ports sourcePorts,
    @Nullable Ports destinationPorts,
    RuleDetails details) {
  /** Packets of which no details are asked. */
  public RuleSelector(
      boolean not,
      @Nullable InterfaceAddress from,
      @Nullable InterfaceAddress to,
      @Nullable String in,
      @Nullable String out,
      int mark,
      int mask,
      int protocol,
      @Nullable Ports sourcePorts,
      @Nullable Ports destinationPorts) {
    this(
        not,
        from,
        to,
        in,
        out,
        mark,
        mask,
        protocol,
        sourcePorts,
        destinationPorts,
        RuleDetails.NONE);
  }

  /** Every packet. */
  public static final RuleSelector ALL =
      new RuleSelector(false, null, null, null, null, 0, 0, 0, null, null);

  private static final String LOOPBACK = "lo";

  /**
   * A range of ports.
   *
   * @param first lowest, 1..65535
   * @param last highest, not below the first
   */
  public record Ports(int first, int last) {
    public Ports {
      if (first < 1 || last > 0xffff || first > last) {
        throw new IllegalArgumentException("not a range of ports: " + first + "-" + last);
      }
    }

    boolean contains(int port) {
      return port >= first && port <= last;
    }
  }

  /** Returns true if the rule applies to the packet. */
  public boolean matches(RouteQuery query) {
    return fits(query) != not;
  }

  private boolean fits(RouteQuery query) {
    String came = query.in() == null ? LOOPBACK : query.in();
    return (in == null || in.equals(came))
        && (out == null || out.equals(query.out()))
        && ((mark ^ query.mark()) & mask) == 0
        && contains(from, query.source())
        && contains(to, query.destination())
        && (protocol == 0 || protocol == query.protocol())
        && (sourcePorts == null || sourcePorts.contains(query.sourcePort()))
        && (destinationPorts == null || destinationPorts.contains(query.destinationPort()))
        && details.matches(query);
  }

  /** A source that is still to be chosen counts as 0.0.0.0. */
  private static boolean contains(@Nullable InterfaceAddress block, @Nullable Ip address) {
    return block == null || block.prefix().contains(address == null ? Ip.ANY : address);
  }
}
