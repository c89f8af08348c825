package dev.podlane.net.filter;

import dev.podlane.net.addr.Prefix;
import dev.podlane.net.packet.Fragment;

/**
 * Conditions about the IP header and the devices (ip_packet_match in
 * net/ipv4/netfilter/ip_tables.c).
 */
public sealed interface HeaderMatch extends Match {
  /** {@code -s}. */
  record Source(Prefix prefix, boolean inverted) implements HeaderMatch {
    @Override
    public boolean matches(Subject subject, RulePlace at) {
      return prefix.contains(subject.packet().source()) != inverted;
    }
  }

  /** {@code -d}. */
  record Destination(Prefix prefix, boolean inverted) implements HeaderMatch {
    @Override
    public boolean matches(Subject subject, RulePlace at) {
      return prefix.contains(subject.packet().destination()) != inverted;
    }
  }

  /** {@code -i}: the device the packet came in by; a final {@code +} stands for any ending. */
  record InDevice(String name, boolean inverted) implements HeaderMatch {
    @Override
    public boolean matches(Subject subject, RulePlace at) {
      return isNamed(name, subject.in()) != inverted;
    }
  }

  /** {@code -o}: the device the packet leaves by. */
  record OutDevice(String name, boolean inverted) implements HeaderMatch {
    @Override
    public boolean matches(Subject subject, RulePlace at) {
      return isNamed(name, subject.out()) != inverted;
    }
  }

  /**
   * {@code -p}.
   *
   * @param number IP protocol number, 0 for all
   */
  record Protocol(int number, boolean inverted) implements HeaderMatch {
    @Override
    public boolean matches(Subject subject, RulePlace at) {
      return number == 0 || (subject.packet().segment().protocol() == number) != inverted;
    }
  }

  /** {@code -f}: second and further fragments. */
  record LaterFragment(boolean inverted) implements HeaderMatch {
    @Override
    public boolean matches(Subject subject, RulePlace at) {
      Fragment fragment = subject.packet().fragment();
      return (fragment != null && !fragment.isFirst()) != inverted;
    }
  }

  /** Whether a device has a name, or one that begins so. */
  static boolean isNamed(String pattern, String device) {
    return pattern.endsWith("+")
        ? device.startsWith(pattern.substring(0, pattern.length() - 1))
        : device.equals(pattern);
  }
}
