package dev.podlane.net.filter;

import dev.podlane.net.addr.Prefix;
import dev.podlane.net.packet.Fragment;

/**
 * Conditions about the IP header and the devices (ip_packet_match in
 * net/ipv4/netfilter/ip_tables.c).
 */
public sealed interface HeaderMatch extends Match {
  /** Handles each kind; a new kind does not compile until every visitor handles it. */
  interface Visitor<T> {
    T visit(Source it);

    T visit(Destination it);

    T visit(InDevice it);

    T visit(OutDevice it);

    T visit(Protocol it);

    T visit(LaterFragment it);
  }

  /** Calls the visitor's method for this kind. */
  <T> T accept(Visitor<T> visitor);

  @Override
  default <T> T accept(Match.Visitor<T> visitor) {
    return visitor.visit(this);
  }

  /** {@code -s}. */
  record Source(Prefix prefix, boolean inverted) implements HeaderMatch {
    @Override
    public boolean matches(PacketAtHook subject, RulePlace at) {
      return prefix.contains(subject.packet().source()) != inverted;
    }

    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.visit(this);
    }
  }

  /** {@code -d}. */
  record Destination(Prefix prefix, boolean inverted) implements HeaderMatch {
    @Override
    public boolean matches(PacketAtHook subject, RulePlace at) {
      return prefix.contains(subject.packet().destination()) != inverted;
    }

    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.visit(this);
    }
  }

  /** {@code -i}: the device the packet came in by; a final {@code +} stands for any ending. */
  record InDevice(String name, boolean inverted) implements HeaderMatch {
    @Override
    public boolean matches(PacketAtHook subject, RulePlace at) {
      return isNamed(name, subject.in()) != inverted;
    }

    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.visit(this);
    }
  }

  /** {@code -o}: the device the packet leaves by. */
  record OutDevice(String name, boolean inverted) implements HeaderMatch {
    @Override
    public boolean matches(PacketAtHook subject, RulePlace at) {
      return isNamed(name, subject.out()) != inverted;
    }

    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.visit(this);
    }
  }

  /**
   * {@code -p}.
   *
   * @param number IP protocol number, 0 for all
   */
  record Protocol(int number, boolean inverted) implements HeaderMatch {
    @Override
    public boolean matches(PacketAtHook subject, RulePlace at) {
      return number == 0 || (subject.packet().segment().protocol() == number) != inverted;
    }

    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.visit(this);
    }
  }

  /** {@code -f}: second and further fragments. */
  record LaterFragment(boolean inverted) implements HeaderMatch {
    @Override
    public boolean matches(PacketAtHook subject, RulePlace at) {
      Fragment fragment = subject.packet().fragment();
      return (fragment != null && !fragment.isFirst()) != inverted;
    }

    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.visit(this);
    }
  }

  /**
   * Returns true if a device name equals the pattern, or begins with it if the pattern ends in
   * {@code +}.
   */
  static boolean isNamed(String pattern, String device) {
    return pattern.endsWith("+")
        ? device.startsWith(pattern.substring(0, pattern.length() - 1))
        : device.equals(pattern);
  }
}
