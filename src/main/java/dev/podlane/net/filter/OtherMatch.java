package dev.podlane.net.filter;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Conditions about marks, kinds of addresses, chance, sets and bridge ports, and comments. */
public sealed interface OtherMatch extends Match {
  /** Handles each kind; a new kind does not compile until every visitor handles it. */
  interface Visitor<T> {
    T visit(Mark it);

    T visit(AddressType it);

    T visit(Comment it);

    T visit(Random it);

    T visit(Nth it);

    T visit(InSet it);

    T visit(PhysicalDevice it);

    T visit(Extension it);

    T visit(Unknown it);
  }

  /** Calls the visitor's method for this kind. */
  <T> T accept(Visitor<T> visitor);

  @Override
  default <T> T accept(Match.Visitor<T> visitor) {
    return visitor.visit(this);
  }

  /** {@code -m mark}. */
  record Mark(int value, int mask, boolean inverted) implements OtherMatch {
    @Override
    public boolean matches(PacketAtHook subject, RulePlace at) {
      return ((subject.mark() & mask) == value) != inverted;
    }

    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.visit(this);
    }
  }

  /**
   * {@code -m addrtype}.
   *
   * @param source true to match the source address, false for the destination address
   * @param kind kind of address
   * @param limit the device it must be a local address of, if that is given
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
    public boolean matches(PacketAtHook subject, RulePlace at) {
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

    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.visit(this);
    }
  }

  /** {@code -m comment}: always true. */
  record Comment(String text) implements OtherMatch {
    @Override
    public boolean matches(PacketAtHook subject, RulePlace at) {
      return true;
    }

    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.visit(this);
    }
  }

  /** {@code -m statistic --mode random}. */
  record Random(double probability, boolean inverted) implements OtherMatch {
    @Override
    public boolean matches(PacketAtHook subject, RulePlace at) {
      return subject.around().chance(at, probability) != inverted;
    }

    @Override
    public boolean counts() {
      return true;
    }

    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.visit(this);
    }
  }

  /**
   * {@code -m statistic --mode nth}: matches one packet of every n.
   *
   * @param every at least 1
   * @param packet number of the packet that matches among every {@code every}, from 0
   */
  record Nth(int every, int packet, boolean inverted) implements OtherMatch {
    @Override
    public boolean matches(PacketAtHook subject, RulePlace at) {
      return (subject.around().count(at) % every == packet) != inverted;
    }

    @Override
    public boolean counts() {
      return true;
    }

    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.visit(this);
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
    public boolean matches(PacketAtHook subject, RulePlace at) {
      MatchContext around = subject.around();
      IpSet set = around.set(name);
      SetQuestion asked =
          new SetQuestion(
              subject.packet(),
              sources,
              subject.in(),
              subject.out(),
              subject.mark(),
              around.now(),
              around::set);
      return set != null && set.find(asked).isPresent() != inverted;
    }

    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.visit(this);
    }
  }

  /**
   * {@code -m physdev}: the bridge ports of a bridged packet.
   *
   * @param in {@code --physdev-in}, none if not asked
   * @param out {@code --physdev-out}, none if not asked
   * @param isBridged true if {@code --physdev-is-bridged} was given
   */
  record PhysicalDevice(@Nullable String in, @Nullable String out, boolean isBridged)
      implements OtherMatch {
    @Override
    public boolean matches(PacketAtHook subject, RulePlace at) {
      boolean bridged = !subject.portIn().isEmpty() && !subject.portOut().isEmpty();
      return (in == null || HeaderMatch.isNamed(in, subject.portIn()))
          && (out == null || HeaderMatch.isNamed(out, subject.portOut()))
          && (!isBridged || bridged);
    }

    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.visit(this);
    }
  }

  /**
   * An extension with the conditions it stands for, all of which must hold.
   *
   * @param text as {@code iptables-save} prints it, from {@code -m} on
   */
  record Extension(String text, List<Condition> conditions) implements OtherMatch {
    public Extension {
      conditions = List.copyOf(conditions);
    }

    /** Its name. */
    public String name() {
      return text.split(" ", -1)[1];
    }

    /** The condition that fails; if none does, one that is open, or the last. */
    public Finding ask(PacketAtHook subject, RulePlace at) {
      Finding found = Finding.of(true, "counts");
      boolean isOpen = false;
      for (Condition condition : conditions) {
        if (isOpen && condition.remembers()) {
          return found; // nobody knows if it is asked
        }
        Finding next = condition.ask(subject, at);
        boolean ends = next.answer() == Answer.DROPS && !isOpen;
        if (next.answer() == Answer.NO || ends) {
          return next;
        }
        found = isOpen ? found : next;
        isOpen = isOpen || next.answer() != Answer.YES;
      }
      return found;
    }

    @Override
    public Answer answer(PacketAtHook subject, RulePlace at) {
      return ask(subject, at).answer();
    }

    @Override
    public boolean matches(PacketAtHook subject, RulePlace at) {
      return answer(subject, at) == Answer.YES;
    }

    @Override
    public boolean counts() {
      return conditions.stream().anyMatch(Condition::remembers);
    }

    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.visit(this);
    }
  }

  /**
   * A condition the model does not know. A rule with one cannot be answered: the reader stops.
   *
   * @param text as {@code iptables-save} prints it
   */
  record Unknown(String text) implements OtherMatch {
    @Override
    public boolean matches(PacketAtHook subject, RulePlace at) {
      throw new UnsupportedOperationException("nobody knows whether it matches: " + text);
    }

    @Override
    public Answer answer(PacketAtHook subject, RulePlace at) {
      return Answer.OPEN;
    }

    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.visit(this);
    }
  }
}
