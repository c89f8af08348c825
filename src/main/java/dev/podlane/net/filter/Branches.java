package dev.podlane.net.filter;

import dev.podlane.net.addr.Ip;
import dev.podlane.net.filter.nft.Decision;
import dev.podlane.net.filter.nft.Element;
import dev.podlane.net.filter.nft.Expression;
import dev.podlane.net.filter.nft.NatTarget;
import dev.podlane.net.filter.nft.SetRef;
import dev.podlane.net.filter.nft.Span;
import dev.podlane.net.filter.nft.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The destinations between which chance decides: the rules of a chain with {@code -m statistic
 * --mode random}, or the elements of a map that is asked for a {@code numgen random}.
 */
public final class Branches {
  /** More chains than lie between a choice and its translation. */
  private static final int DEEPEST = 4;

  private final Table table;

  private Branches(Table table) {
    this.table = table;
  }

  /**
   * A destination that could have been chosen.
   *
   * @param address the new destination address
   * @param port the new port; 0 if the port stays
   * @param probability 0 to 1
   * @param index position of the rule in its chain, or the number that has to be drawn
   */
  public record Branch(Ip address, int port, double probability, long index) {}

  /** Returns the branches of the choice that a rule is part of; empty if it is part of none. */
  public static List<Branch> at(Table table, RulePlace place) {
    Branches branches = new Branches(table);
    List<Rule> rules = table.chain(place.chain()).map(Chain::rules).orElse(List.of());
    if (place.position() >= rules.size()) {
      return List.of();
    }
    Rule rule = rules.get(place.position());
    return rule.statements().isPresent()
        ? branches.drawn(rule.statements().get())
        : branches.tried(rules, place.position());
  }

  /**
   * The rules from the first with a probability on: each gets its part of what those before leave.
   */
  private List<Branch> tried(List<Rule> rules, int position) {
    if (!isChance(rules.get(position))) {
      return List.of();
    }
    int first = position;
    while (first > 0 && random(rules.get(first - 1)).isPresent()) {
      first--;
    }
    List<Branch> found = new ArrayList<>();
    double left = 1;
    for (int i = first; i < rules.size() && isChance(rules.get(i)); i++) {
      double part = left * random(rules.get(i)).map(OtherMatch.Random::probability).orElse(1.0);
      left -= part;
      Branch branch = branch(rules.get(i).target(), part, i);
      if (branch == null) {
        return List.of();
      }
      found.add(branch);
      if (random(rules.get(i)).isEmpty()) {
        break;
      }
    }
    return found;
  }

  /** Returns true if a rule asks for nothing but chance, or for nothing at all. */
  private static boolean isChance(Rule rule) {
    return rule.matches().stream()
        .allMatch(match -> match instanceof OtherMatch.Comment || isRandom(match));
  }

  private static boolean isRandom(Match match) {
    return match instanceof OtherMatch.Random random && !random.inverted();
  }

  private static Optional<OtherMatch.Random> random(Rule rule) {
    return isChance(rule)
        ? rule.matches().stream()
            .filter(OtherMatch.Random.class::isInstance)
            .map(OtherMatch.Random.class::cast)
            .findFirst()
        : Optional.empty();
  }

  private @Nullable Branch branch(@Nullable Target target, double part, long index) {
    Target.Dnat to = translation(target, DEEPEST);
    if (to == null || to.first() == null || !to.first().equals(to.last())) {
      return null;
    }
    return new Branch(to.first(), to.ports() == null ? 0 : to.ports().first(), part, index);
  }

  /** The translation that a target leads to; null if there is none. */
  private Target.@Nullable Dnat translation(@Nullable Target target, int depth) {
    if (target instanceof Target.Dnat dnat) {
      return dnat;
    }
    if (target instanceof Target.Jump jump) {
      return inside(jump.chain(), depth);
    }
    return target instanceof Target.Goto to ? inside(to.chain(), depth) : null;
  }

  private Target.@Nullable Dnat inside(String chain, int depth) {
    for (Rule rule : table.chain(chain).map(Chain::rules).orElse(List.of())) {
      Target.Dnat found =
          rule.statements().isPresent()
              ? fixed(rule.statements().get())
              : depth > 0 ? translation(rule.target(), depth - 1) : null;
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  /** The translation of a rule of nftables to one address. */
  private static Target.@Nullable Dnat fixed(Target.Statements rule) {
    for (Statement statement : rule.list()) {
      if (statement instanceof Statement.Nat nat
          && !nat.source()
          && nat.target() instanceof NatTarget.Addresses to) {
        return dnat(to.span(), nat.ports());
      }
    }
    return null;
  }

  private static Target.Dnat dnat(Span addresses, @Nullable Span ports) {
    Ports range =
        ports == null ? null : new Ports((int) ports.first().low(), (int) ports.last().low());
    return new Target.Dnat(
        addresses.first().address(false), addresses.last().address(false), range, false, false);
  }

  /** The elements of a map that is asked for a random number. */
  private List<Branch> drawn(Target.Statements rule) {
    for (Statement statement : rule.list()) {
      if (statement instanceof Statement.VerdictMap map) {
        return drawn(map.key(), map.map());
      }
      if (statement instanceof Statement.Nat nat
          && nat.target() instanceof NatTarget.Computed computed
          && computed.expression() instanceof Expression.MapValue value) {
        return drawn(value.key(), value.map());
      }
    }
    return List.of();
  }

  private List<Branch> drawn(Expression key, SetRef map) {
    if (!(key instanceof Expression.NumGen numbers)
        || !numbers.random()
        || !(map instanceof SetRef.Anonymous anonymous)) {
      return List.of();
    }
    List<Branch> found = new ArrayList<>();
    for (Element element : anonymous.set().elements()) {
      Span numbersOf = element.key().get(0);
      long first = numbersOf.first().low();
      double part = (numbersOf.last().low() - first + 1) / (double) numbers.modulus();
      Branch branch = branch(element, part, first - numbers.offset());
      if (branch == null) {
        return List.of();
      }
      found.add(branch);
    }
    return found;
  }

  private @Nullable Branch branch(Element element, double part, long index) {
    if (element.value() instanceof Element.Value.Verdict verdict) {
      Decision decision = verdict.decision();
      return branch(new Target.Goto(decision.chain()), part, index);
    }
    if (element.value() instanceof Element.Value.Data data) {
      Span port = data.parts().size() > 1 ? data.parts().get(1) : null;
      return branch(dnat(data.parts().get(0), port), part, index);
    }
    return null;
  }
}
