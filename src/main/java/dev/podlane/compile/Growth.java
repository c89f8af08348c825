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
import org.jspecify.annotations.Nullable;

/**
 * A namespace under construction. Each step names the object it is made for, which becomes the
 * origin of the elements it adds.
 */
final class Growth {
  private final boolean told;
  private final Map<String, Origin> origins = new LinkedHashMap<>();

  /** What is left to record of steps: origins of rules, which only some ask for. */
  private final List<Runnable> ofRules = new ArrayList<>();

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
    growth.note(null, element -> new Origin(object, "", Reason.NAMESPACE));
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
   */
  Map<String, Origin> origins() {
    ofRules.forEach(Runnable::run);
    ofRules.clear();
    return Collections.unmodifiableMap(origins);
  }

  /** Returns those that take no rule to be written: of all but chains, rules and sets. */
  Map<String, Origin> originsButOfRules() {
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
    NetworkNamespace before = ns;
    ns = next;
    note(before, from);
  }

  private void note(@Nullable NetworkNamespace before, Function<Element, Origin> from) {
    if (!told) {
      return;
    }
    record(Elements.changed(ns, before), from);
    NetworkNamespace now = ns;
    ofRules.add(() -> record(Elements.changedRules(now, before), from));
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
