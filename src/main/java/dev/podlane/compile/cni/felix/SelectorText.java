package dev.podlane.compile.cni.felix;

import dev.podlane.cluster.select.LabelSelector;
import dev.podlane.cluster.select.Requirement;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * Label selectors as Calico's expressions, in the form in which Felix hashes and compares them
 * (projectcalico/calico {@code libcalico-go/lib/backend/k8s/conversion}: k8sSelectorToCalico,
 * {@code libcalico-go/lib/selector/parser}: String).
 */
final class SelectorText {
  private static final String KUBERNETES = "projectcalico.org/orchestrator == \"k8s\"";
  private static final String IN_A_NAMESPACE = "has(projectcalico.org/namespace)";

  /** The prefix of a namespace's labels on what is in it. */
  private static final String OF_NAMESPACE = "pcns.";

  private SelectorText() {}

  /** Pods with these labels. */
  static String pods(LabelSelector pods) {
    List<String> all = new ArrayList<>(List.of(KUBERNETES));
    all.addAll(conditions("", pods));
    return both(all);
  }

  /** Everything in namespaces with these labels. */
  static String namespaces(LabelSelector namespaces) {
    return namespaces.isEverything() ? IN_A_NAMESPACE : both(conditions(OF_NAMESPACE, namespaces));
  }

  /** Everything in one namespace. */
  static String namespace(String name) {
    return "projectcalico.org/namespace == " + quoted(name);
  }

  /** All conditions hold; a single one stands alone. */
  static String both(List<String> conditions) {
    return conditions.size() == 1 ? conditions.get(0) : "(" + String.join(" && ", conditions) + ")";
  }

  private static List<String> conditions(String prefix, LabelSelector selector) {
    List<String> all = new ArrayList<>();
    selector.matchLabels().forEach((key, value) -> all.add(prefix + key + " == " + quoted(value)));
    for (Requirement each : selector.matchExpressions()) {
      String key = prefix + each.key();
      all.add(
          switch (each.operator()) {
            case IN -> key + " in " + set(each.values());
            case NOT_IN -> key + " not in " + set(each.values());
            case EXISTS -> "has(" + key + ")";
            case DOES_NOT_EXIST -> "!has(" + key + ")";
            case GT, LT -> throw new IllegalArgumentException("no selector of pods: " + each);
          });
    }
    return all;
  }

  private static String set(List<String> values) {
    List<String> quoted = new ArrayList<>();
    new TreeSet<>(values).forEach(value -> quoted.add(quoted(value)));
    return "{" + String.join(", ", quoted) + "}";
  }

  private static String quoted(String value) {
    String quote = value.contains("\"") ? "'" : "\"";
    return quote + value + quote;
  }
}
