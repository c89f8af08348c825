package dev.podlane.answer.sentence;

import dev.podlane.answer.Localizer;
import dev.podlane.cluster.object.Node;
import dev.podlane.cluster.object.ObjectRef;
import dev.podlane.cluster.object.Pod;
import dev.podlane.cluster.policy.Direction;
import dev.podlane.cluster.policy.verdict.Because;
import dev.podlane.cluster.policy.verdict.Because.Effect;
import dev.podlane.cluster.policy.verdict.Party;
import dev.podlane.workspace.PolicyFacts;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;

/** Tells which policy decided against a packet, and by which field. */
public final class PolicyWords {
  private static final String OWN_NAMESPACE = "metadata.namespace=";

  private final Localizer words;

  /** The words of a language. */
  public PolicyWords(Localizer words) {
    this.words = words;
  }

  /**
   * The sentences.
   *
   * @param port the port that was asked for; a Service may have translated it since
   */
  String sentence(PolicyFacts facts, int port) {
    Because deciding = facts.deciding();
    if (deciding.effect() != Effect.DOES_NOT_ALLOW) {
      String effect = deciding.effect().name().toLowerCase(Locale.ROOT);
      String object = Objects.toString(deciding.object(), "");
      return words.say("outcome.policy." + effect, object, deciding.path());
    }
    boolean isIn = deciding.direction() == Direction.INGRESS;
    String isolating =
        facts.decision().because().stream()
            .filter(each -> each.effect() == Effect.DOES_NOT_ALLOW)
            .map(Because::object)
            .filter(Objects::nonNull)
            .map(ObjectRef::path)
            .distinct()
            .collect(Collectors.joining(", "));
    Party other = isIn ? facts.packet().from() : facts.packet().to();
    String isolated =
        words.say(
            "outcome.policy.isolated." + (isIn ? "in" : "out"),
            facts.subject(),
            isolating,
            name(other),
            facts.packet().portText());
    return deciding.fields().isEmpty()
        ? isolated
        : words.say("outcome.and_cause", isolated, near(facts, other, port));
  }

  /** The rule that misses by least. */
  private String near(PolicyFacts facts, Party other, int port) {
    Because deciding = facts.deciding();
    Because.Field first = deciding.fields().get(0);
    Pod pod = other.pod();
    String kind;
    if (first.field().contains(".ports[")) {
      kind = port != facts.packet().port() ? "translated" : "port";
    } else if (first.field().contains(".ipBlock")) {
      kind = "block";
    } else if (first.field().endsWith("Selector") && pod == null) {
      kind = "no-pod";
    } else if (first.wanted().startsWith(OWN_NAMESPACE)) {
      kind = "own";
    } else {
      kind = first.field().endsWith(".namespaceSelector") ? "namespace" : "label";
    }
    String said =
        words.say(
            "outcome.policy.near." + kind,
            Objects.toString(deciding.object(), ""),
            first.field(),
            kind.equals("own") ? first.wanted().substring(OWN_NAMESPACE.length()) : first.wanted(),
            had(first.had()),
            name(other),
            pod == null ? "" : pod.namespace());
    int more = deciding.fields().size() - 1;
    return more == 0
        ? said
        : words.say("outcome.and_cause", said, words.say("outcome.policy.near.more", "" + more));
  }

  /** The labels that are there instead; {@code !key} stands for one that is absent. */
  public String had(String text) {
    return Arrays.stream(text.split(",", -1))
        .map(
            each ->
                each.startsWith("!") ? words.say("outcome.policy.lacks", each.substring(1)) : each)
        .collect(Collectors.joining(", "));
  }

  /** The namespace that a peer without a selector of namespaces means; empty for other fields. */
  public static String ownNamespace(String value) {
    return value.startsWith(OWN_NAMESPACE) ? value.substring(OWN_NAMESPACE.length()) : "";
  }

  private static String name(Party party) {
    Pod pod = party.pod();
    Node node = party.node();
    return pod != null ? pod.ref().path() : node == null ? party.text() : node.name();
  }
}
