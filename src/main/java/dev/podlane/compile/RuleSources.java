package dev.podlane.compile;

import dev.podlane.net.ns.Elements.Element;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Sources of the chains, rules and sets of a node by element id, worked out when the first of them
 * is asked for.
 *
 * @param <S> of the sources
 */
final class RuleSources<S> {
  private final Supplier<Map<String, S>> all;
  private @Nullable Map<String, S> known;

  RuleSources(Supplier<Map<String, S>> all) {
    this.all = all;
  }

  /** The source of an element; null for one that has none, as a device. */
  @Nullable S of(Element element) {
    return switch (element.kind()) {
      case CHAIN, RULE, SET, SET_ENTRY -> known().get(element.id());
      default -> null;
    };
  }

  private Map<String, S> known() {
    Map<String, S> now = known;
    if (now == null) {
      now = all.get();
      known = now;
    }
    return now;
  }
}
