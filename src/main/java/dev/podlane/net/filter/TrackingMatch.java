package dev.podlane.net.filter;

import dev.podlane.net.addr.Prefix;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/** Conditions about the connection a packet belongs to (net/netfilter/xt_conntrack.c). */
public sealed interface TrackingMatch extends Match {
  /** Handles each kind; a new kind does not compile until every visitor handles it. */
  interface Visitor<T> {
    T visit(State it);

    T visit(OriginalAddress it);

    T visit(OriginalPort it);

    T visit(Direction it);

    T visit(ConnectionMark it);
  }

  /** Calls the visitor's method for this kind. */
  <T> T accept(Visitor<T> visitor);

  @Override
  default <T> T accept(Match.Visitor<T> visitor) {
    return visitor.visit(this);
  }

  /**
   * {@code -m conntrack --ctstate}.
   *
   * @param older true if it is written {@code -m state --state}, the older form
   */
  record State(Set<Kind> kinds, boolean inverted, boolean older) implements TrackingMatch {
    /** The states that can be matched. */
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
    public boolean matches(PacketAtHook subject, RulePlace at) {
      Tracking tracking = subject.tracking();
      boolean any =
          kinds.contains(tracking.state())
              || (tracking.sourceTranslated() && kinds.contains(Kind.SNAT))
              || (tracking.destinationTranslated() && kinds.contains(Kind.DNAT));
      return any != inverted;
    }

    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.visit(this);
    }
  }

  /** {@code -m conntrack --ctorigsrc} or {@code --ctorigdst}: an address as first sent. */
  record OriginalAddress(boolean source, Prefix prefix, boolean inverted) implements TrackingMatch {
    @Override
    public boolean matches(PacketAtHook subject, RulePlace at) {
      Tracking.Origin origin = subject.tracking().origin();
      return origin != null
          && prefix.contains(source ? origin.source() : origin.destination()) != inverted;
    }

    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.visit(this);
    }
  }

  /** {@code -m conntrack --ctorigdstport}: the destination port as first sent. */
  record OriginalPort(Ports ports, boolean inverted) implements TrackingMatch {
    @Override
    public boolean matches(PacketAtHook subject, RulePlace at) {
      Tracking.Origin origin = subject.tracking().origin();
      return origin != null && ports.contains(origin.destinationPort()) != inverted;
    }

    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.visit(this);
    }
  }

  /** {@code -m conntrack --ctdir}. */
  record Direction(boolean reply) implements TrackingMatch {
    @Override
    public boolean matches(PacketAtHook subject, RulePlace at) {
      return subject.tracking().origin() != null && subject.tracking().reply() == reply;
    }

    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.visit(this);
    }
  }

  /** {@code -m connmark}. */
  record ConnectionMark(int value, int mask, boolean inverted) implements TrackingMatch {
    @Override
    public boolean matches(PacketAtHook subject, RulePlace at) {
      return subject.tracking().origin() != null
          && ((subject.tracking().mark() & mask) == value) != inverted;
    }

    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.visit(this);
    }
  }
}
