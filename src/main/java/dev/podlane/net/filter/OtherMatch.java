package dev.podlane.net.filter;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Conditions about marks, kinds of addresses, chance, sets and bridge ports, and comments. */
public sealed interface OtherMatch extends Match {
  /** {@code -m mark}. */
  record Mark(int value, int mask, boolean inverted) implements OtherMatch {
    @Override
    public boolean matches(Subject subject, RulePlace at) {
      return ((subject.mark() & mask) == value) != inverted;
    }
  }

  /**
   * {@code -m addrtype}.
   *
   * @param source whether the source address is asked about, else the destination
   * @param kind kind of address
   * @param limit the device it must be a local address of, if that is asked
   */
  record AddressType(boolean source, AddressKind kind, Limit limit, boolean inverted)
      implements OtherMatch {
    /** {@code --limit-iface-in} and {@code --limit-iface-out}. */
    public enum Limit {
      NONE,
      IN,
      OUT
    }

    @Override
    public boolean matches(Subject subject, RulePlace at) {
      String device =
          switch (limit) {
            case NONE -> null;
            case IN -> subject.in();
            case OUT -> subject.out();
          };
      AddressKind found =
          subject
              .around()
              .kind(source ? subject.packet().source() : subject.packet().destination(), device);
      return (found == kind) != inverted;
    }
  }

  /** {@code -m comment}: always true. */
  record Comment(String text) implements OtherMatch {
    @Override
    public boolean matches(Subject subject, RulePlace at) {
      return true;
    }
  }

  /** {@code -m statistic --mode random}. */
  record Random(double probability, boolean inverted) implements OtherMatch {
    @Override
    public boolean matches(Subject subject, RulePlace at) {
      return subject.around().chance(at, probability) != inverted;
    }

    @Override
    public boolean counts() {
      return true;
    }
  }

  /**
   * {@code -m statistic --mode nth}: of every so many packets one.
   *
   * @param every at least 1
   * @param packet which of them, from 0
   */
  record Nth(int every, int packet, boolean inverted) implements OtherMatch {
    @Override
    public boolean matches(Subject subject, RulePlace at) {
      return (subject.around().count(at) % every == packet) != inverted;
    }

    @Override
    public boolean counts() {
      return true;
    }
  }

  /**
   * {@code -m set --match-set NAME src,dst}.
   *
   * @param sources for each dimension of the set whether the packet's source is looked up
   */
  record InSet(String name, List<Boolean> sources, boolean inverted) implements OtherMatch {
    public InSet {
      sources = List.copyOf(sources);
    }

    @Override
    public boolean matches(Subject subject, RulePlace at) {
      IpSet set = subject.around().set(name);
      return set != null && set.contains(subject.packet(), sources) != inverted;
    }
  }

  /**
   * {@code -m physdev}: the bridge ports of a bridged packet.
   *
   * @param in {@code --physdev-in}, none if not asked
   * @param out {@code --physdev-out}, none if not asked
   * @param isBridged whether {@code --physdev-is-bridged} is asked
   */
  record PhysicalDevice(@Nullable String in, @Nullable String out, boolean isBridged)
      implements OtherMatch {
    @Override
    public boolean matches(Subject subject, RulePlace at) {
      boolean bridged = !subject.portIn().isEmpty() && !subject.portOut().isEmpty();
      return (in == null || HeaderMatch.isNamed(in, subject.portIn()))
          && (out == null || HeaderMatch.isNamed(out, subject.portOut()))
          && (!isBridged || bridged);
    }
  }

  /**
   * A condition the model does not know. A rule with one cannot be answered: the reader stops.
   *
   * @param text as {@code iptables-save} prints it
   */
  record Unknown(String text) implements OtherMatch {
    @Override
    public boolean matches(Subject subject, RulePlace at) {
      throw new UnsupportedOperationException("nobody knows whether it matches: " + text);
    }
  }
}
