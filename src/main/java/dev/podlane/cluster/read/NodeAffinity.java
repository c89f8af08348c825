package dev.podlane.cluster.read;

import dev.podlane.cluster.object.Node;
import dev.podlane.cluster.select.Requirement;
import dev.podlane.cluster.select.SelectorReader;
import dev.podlane.document.Fields;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The node affinity that scheduling requires: one of the terms must hold.
 *
 * @param required true if there is an affinity; without it every node fits
 * @param terms alternatives; one without conditions holds for no node
 */
public record NodeAffinity(boolean required, List<Term> terms) {
  /** Every node will do. */
  public static final NodeAffinity NONE = new NodeAffinity(false, List.of());

  public NodeAffinity {
    terms = List.copyOf(terms);
  }

  /**
   * Conditions that hold together.
   *
   * @param labels on the node's labels
   * @param fields on {@code metadata.name}
   */
  record Term(List<Requirement> labels, List<Requirement> fields) {
    Term {
      labels = List.copyOf(labels);
      fields = List.copyOf(fields);
    }

    boolean holds(String nodeName, Map<String, String> nodeLabels) {
      Map<String, String> name = Map.of("metadata.name", nodeName);
      return !(labels.isEmpty() && fields.isEmpty())
          && labels.stream().allMatch(each -> each.matches(nodeLabels))
          && fields.stream().allMatch(each -> each.matches(name));
    }
  }

  static NodeAffinity read(Fields spec) {
    Optional<Fields> required =
        spec.map("affinity")
            .flatMap(affinity -> affinity.map("nodeAffinity"))
            .flatMap(node -> node.map("requiredDuringSchedulingIgnoredDuringExecution"));
    if (required.isEmpty()) {
      return NONE;
    }
    List<Term> terms = new ArrayList<>();
    for (Fields term : required.get().maps("nodeSelectorTerms")) {
      terms.add(
          new Term(
              SelectorReader.nodeRequirements(term, "matchExpressions"),
              SelectorReader.nodeRequirements(term, "matchFields")));
    }
    return new NodeAffinity(true, terms);
  }

  public boolean allows(Node node) {
    return allows(node.name(), node.labels());
  }

  /** Returns true if a node of that name and with these labels will do. */
  public boolean allows(String nodeName, Map<String, String> nodeLabels) {
    return !required || terms.stream().anyMatch(term -> term.holds(nodeName, nodeLabels));
  }

  @Override
  public String toString() {
    List<String> texts = new ArrayList<>();
    terms.forEach(term -> texts.add(text(term)));
    return String.join(" | ", texts);
  }

  private static String text(Term term) {
    List<String> texts = new ArrayList<>();
    term.labels().forEach(each -> texts.add("" + each));
    term.fields().forEach(each -> texts.add("" + each));
    return String.join(", ", texts);
  }
}
