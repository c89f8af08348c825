package dev.podlane.compile;

import dev.podlane.cluster.object.ObjectRef;
import dev.podlane.net.ns.Elements;
import dev.podlane.net.ns.Elements.Element;
import dev.podlane.net.ns.NetworkNamespace;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.IntConsumer;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * A namespace under construction. Each step names the object it is made for, which becomes the
 * origin of the elements it adds.
 */
final class Growth {
  private final boolean told;
  private final Map<String, Origin> origins = new LinkedHashMap<>();

  /** Steps whose rules are not recorded yet: that takes the number of chains to tell. */
  private final List<IntConsumer> ofRules = new ArrayList<>();

  private NetworkNamespace ns;

  private Growth(NetworkNamespace bare, boolean told) {
    this.ns = bare;
    this.told = told;
  }

  /**
   * Begins with a namespace as the kernel made it.
   *
   * @param told true to record the origins of its elements
   */
  static Growth of(NetworkNamespace bare, ObjectRef object, boolean told) {
    Growth growth = new Growth(bare, told);
    growth.note(null, chains -> element -> new Origin(object, "", Reason.NAMESPACE));
    return growth;
  }

  /** Returns true if the origins of its elements are recorded. */
  boolean isTold() {
    return told;
  }

  NetworkNamespace ns() {
    return ns;
  }

  /**
   * Returns the origins of its elements by id, empty if they were not recorded; elements that a
   * later step removed are still among them.
   *
   * @param chains the number of chains of each table whose rules are told at most; 0 for no chains,
   *     rules and sets at all
   */
  Map<String, Origin> origins(int chains) {
    if (chains > 0) {
      ofRules.forEach(each -> each.accept(chains));
      ofRules.clear();
    }
    return Collections.unmodifiableMap(origins);
  }

  /**
   * The next state.
   *
   * @param path the field of the object that asks for it
   * @param reason reason for the new elements, except settings and those that the kernel adds by
   *     itself
   */
  void now(NetworkNamespace next, ObjectRef object, String path, Reason reason) {
    now(next, element -> new Origin(object, path, reason));
  }

  /** The next state, whose new elements come from different objects. */
  void now(NetworkNamespace next, Function<Element, Origin> from) {
    written(next, chains -> from);
  }

  /**
   * The next state, whose new rules come from different objects.
   *
   * @param from the origins of rules if those of so many chains of each table are told; it is asked
   *     with 0 for all other elements
   */
  void written(NetworkNamespace next, IntFunction<Function<Element, Origin>> from) {
    NetworkNamespace before = ns;
    ns = next;
    note(before, from);
  }

  private void note(
      @Nullable NetworkNamespace before, IntFunction<Function<Element, Origin>> from) {
    if (!told) {
      return;
    }
    NetworkNamespace now = ns;
    record(Elements.changed(now, before), from.apply(0));
    ofRules.add(chains -> record(Elements.changedRules(now, before, chains), from.apply(chains)));
  }

  private void record(Map<String, Element> elements, Function<Element, Origin> from) {
    for (Element element : elements.values()) {
      if (!origins.containsKey(element.id())) {
        Origin origin = from.apply(element);
        Reason reason = reason(element, origin.reason());
        origins.put(element.id(), new Origin(origin.object(), origin.path(), reason));
      }
    }
  }

  private static Reason reason(Element element, Reason otherwise) {
    boolean isLoopback = element.device().equals("lo");
    return switch (element.kind()) {
      case KERNEL_ROUTE -> isLoopback ? Reason.NAMESPACE : Reason.KERNEL_ROUTE;
      case ADDRESS -> isLoopback ? Reason.NAMESPACE : Reason.ADDRESS;
      case SYSCTL -> Reason.SETTING;
      default -> otherwise;
    };
  }
}
