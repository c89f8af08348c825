package dev.podlane.web.api.view.sentence;

import dev.podlane.cluster.object.ObjectRef;
import dev.podlane.cluster.policy.Direction;
import dev.podlane.cluster.policy.verdict.Because;
import dev.podlane.cluster.policy.verdict.Because.Effect;
import dev.podlane.web.api.view.Localizer;
import dev.podlane.workspace.PolicyFacts;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** Tells which policy decided against a packet, and by which field. */
final class PolicyWords {
  private final Localizer words;

  PolicyWords(Localizer words) {
    this.words = words;
  }

  /**
   * The sentence. Arguments: the pod, the direction, the policies, the policy that decides or the
   * nearest miss, the rule there, and of its first field the name and both values.
   */
  String sentence(PolicyFacts facts) {
    Because deciding = facts.deciding();
    String key = "outcome.policy." + deciding.effect().name().toLowerCase(Locale.ROOT);
    boolean hasFields = !deciding.fields().isEmpty();
    Because.Field first =
        hasFields ? deciding.fields().get(0) : new Because.Field(deciding.path(), "", "");
    boolean isIn = deciding.direction() == Direction.INGRESS;
    List<String> isolating =
        facts.decision().because().stream()
            .filter(each -> each.effect() == Effect.DOES_NOT_ALLOW)
            .map(Because::object)
            .filter(Objects::nonNull)
            .map(ObjectRef::path)
            .distinct()
            .toList();
    ObjectRef object = deciding.object();
    return words.say(
        deciding.effect() == Effect.DOES_NOT_ALLOW && hasFields ? key + ".near" : key,
        facts.subject(),
        words.say("outcome.policy." + (isIn ? "in" : "out")),
        String.join(", ", isolating),
        object == null ? "" : object.toString(),
        deciding.path(),
        first.field(),
        first.wanted(),
        first.had());
  }
}
