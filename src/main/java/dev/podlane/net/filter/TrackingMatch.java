package dev.podlane.net.filter;

import dev.podlane.net.addr.Prefix;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/** Conditions about the connection a packet belongs to (net/netfilter/xt_conntrack.c). */
public sealed interface TrackingMatch extends Match {
  /**
   * {@code -m conntrack --ctstate}.
   *
   * @param older whether it is written {@code -m state --state}
   */
  record State(Set<Kind> kinds, boolean inverted, boolean older) implements TrackingMatch {
    /** What is asked for. */
    public enum Kind {
      NEW,
      ESTABLISHED,
      RELATED,
      INVALID,
      UNTRACKED,
      /** Its source address is translated. */
      SNAT,
      /** Its destination address is translated. */
      DNAT
    }

    public State {
      EnumSet<Kind> sorted = EnumSet.noneOf(Kind.class);
      sorted.addAll(kinds);
      kinds = Collections.unmodifiableSet(sorted);
    }

    /** As {@code -m conntrack} says it. */
    public State(Set<Kind> kinds, boolean inverted) {
      this(kinds, inverted, false);
    }

    @Override
    public boolean matches(Subject subject, RulePlace at) {
      Tracking tracking = subject.tracking();
      boolean any =
          kinds.contains(tracking.state())
              || (tracking.sourceTranslated() && kinds.contains(Kind.SNAT))
              || (tracking.destinationTranslated() && kinds.contains(Kind.DNAT));
      return any != inverted;
    }
  }

  /** {@code -m conntrack --ctorigsrc} or {@code --ctorigdst}: an address as first sent. */
  record OriginalAddress(boolean source, Prefix prefix, boolean inverted) implements TrackingMatch {
    @Override
    public boolean matches(Subject subject, RulePlace at) {
      Tracking.Origin origin = subject.tracking().origin();
      return origin != null
          && prefix.contains(source ? origin.source() : origin.destination()) != inverted;
    }
  }

  /** {@code -m conntrack --ctorigdstport}: the destination port as first sent. */
  record OriginalPort(Ports ports, boolean inverted) implements TrackingMatch {
    @Override
    public boolean matches(Subject subject, RulePlace at) {
      Tracking.Origin origin = subject.tracking().origin();
      return origin != null && ports.contains(origin.destinationPort()) != inverted;
    }
  }

  /** {@code -m conntrack --ctdir}. */
  record Direction(boolean reply) implements TrackingMatch {
    @Override
    public boolean matches(Subject subject, RulePlace at) {
      return subject.tracking().origin() != null && subject.tracking().reply() == reply;
    }
  }

  /** {@code -m connmark}. */
  record ConnectionMark(int value, int mask, boolean inverted) implements TrackingMatch {
    @Override
    public boolean matches(Subject subject, RulePlace at) {
      return subject.tracking().origin() != null
          && ((subject.tracking().mark() & mask) == value) != inverted;
    }
  }
}
