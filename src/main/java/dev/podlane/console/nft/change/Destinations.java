package dev.podlane.console.nft.change;

import dev.podlane.net.filter.Rule;
import dev.podlane.net.filter.Target;
import dev.podlane.net.filter.nft.Element;
import dev.podlane.net.filter.nft.NamedSet;
import dev.podlane.net.filter.nft.SetRef;
import dev.podlane.net.filter.nft.Statement;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The chains a rule can lead to, by itself or by a map. */
public final class Destinations {
  private Destinations() {}

  /** Names of chains. */
  public static Set<String> of(Rule rule, Map<String, NamedSet> sets) {
    Set<String> found = new LinkedHashSet<>();
    if (rule.target() instanceof Target.Statements own) {
      own.list().forEach(statement -> add(statement, sets, found));
    } else if (rule.target() instanceof Target.Jump jump) {
      found.add(jump.chain());
    } else if (rule.target() instanceof Target.Goto to) {
      found.add(to.chain());
    }
    return found;
  }

  private static void add(Statement statement, Map<String, NamedSet> sets, Set<String> found) {
    if (statement instanceof Statement.Verdict verdict) {
      add(verdict.decision().chain(), found);
    } else if (statement instanceof Statement.VerdictMap map) {
      NamedSet set =
          map.map() instanceof SetRef.Anonymous anonymous
              ? anonymous.set()
              : sets.get(((SetRef.Named) map.map()).name());
      add(set, found);
    }
  }

  private static void add(@Nullable NamedSet set, Set<String> found) {
    if (set != null) {
      found.addAll(of(set));
    }
  }

  /** The chains a map leads to. */
  static Set<String> of(NamedSet set) {
    Set<String> found = new LinkedHashSet<>();
    if (set.shape().isVerdictMap()) {
      for (Element element : set.elements()) {
        if (element.value() instanceof Element.Value.Verdict verdict) {
          add(verdict.decision().chain(), found);
        }
      }
    }
    return found;
  }

  private static void add(String chain, Set<String> found) {
    if (!chain.isEmpty()) {
      found.add(chain);
    }
  }
}
