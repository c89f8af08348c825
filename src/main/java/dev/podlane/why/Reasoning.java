package dev.podlane.why;

import dev.podlane.cluster.Cluster;
import dev.podlane.cluster.http.HttpUrl;
import dev.podlane.cluster.object.ClusterNetwork;
import dev.podlane.cluster.object.ObjectRef;
import dev.podlane.cluster.object.PolicyEngine;
import dev.podlane.cluster.policy.verdict.Because;
import dev.podlane.finding.found.Finding;
import dev.podlane.finding.found.Mend;
import dev.podlane.finding.scene.Json;
import dev.podlane.net.addr.Protocol;
import dev.podlane.trace.Probe;
import dev.podlane.trace.cause.Cause;
import dev.podlane.trace.cause.Causes;
import dev.podlane.why.Why.Remedy;
import dev.podlane.why.Why.Supposition;
import dev.podlane.why.Why.Told;
import dev.podlane.workspace.CauseOrigins;
import dev.podlane.workspace.HttpAnswer;
import dev.podlane.workspace.NameLookup;
import dev.podlane.workspace.PolicyAnswer;
import dev.podlane.workspace.PolicyFacts;
import dev.podlane.workspace.PolicyProbe;
import dev.podlane.workspace.ProbeRequest;
import dev.podlane.workspace.Reachability;
import dev.podlane.workspace.ServiceFacts;
import dev.podlane.workspace.TargetException;
import dev.podlane.workspace.Unsimulated.Effect;
import dev.podlane.workspace.Walked;
import dev.podlane.workspace.Workspace;
import dev.podlane.workspace.pairs.TimeLimit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Explains the outcome of a probe, and looks for the smallest changes that let it arrive. */
public final class Reasoning {
  /** Remedies that are told. */
  private static final int MOST = 4;

  /** Changes that are tried: each settles and compiles the cluster anew. */
  private static final int MOST_TRIED = 16;

  /** Edits of one remedy: a packet can be denied in both directions, and by several tiers. */
  private static final int LONGEST = 3;

  /** Pods of a cluster whose findings are looked for where policies deny. */
  private static final int MOST_PODS = 20_000;

  /** Processor time after which no further change is tried. */
  private static final long NANOS = 4_000_000_000L;

  private final ProbeRequest request;
  private final Trial trial;
  private final TimeLimit end = new TimeLimit(NANOS);
  private final List<Remedy> remedies = new ArrayList<>();
  private int tried;
  private int untried;

  private Reasoning(Workspace opened, ProbeRequest request, BooleanSupplier wanted) {
    this.request = request;
    this.trial = new Trial(opened, request, wanted);
  }

  /**
   * Explains a probe.
   *
   * @param wanted false as soon as nobody waits for the answer any more
   * @throws TargetException if an end means nothing, or more than one thing
   */
  public static Why of(Workspace opened, ProbeRequest request, BooleanSupplier wanted) {
    return new Reasoning(opened, request, wanted).why();
  }

  private Why why() {
    Told told = trial.walk();
    PolicyAnswer policies = policies(told);
    if (!Trial.isDelivered(told)) {
      remedy(told, List.of());
    }
    List<Supposition> suppositions = suppositions(told, policies);
    return new Why(told, policies, remedies, suppositions, untried);
  }

  private @Nullable PolicyAnswer policies(Told told) {
    boolean isUrl = HttpUrl.isOne(request.to());
    NameLookup lookup = told.walked().lookup();
    if (isUrl || isUnresolved(told)) {
      // policies had their say about the proxy's own connection, or the question for the name
      return facts(told)
          .map(facts -> facts.decision().because())
          .map(because -> new PolicyAnswer(PolicyAnswer.Verdict.DENY, because, null))
          .orElse(null);
    }
    if (request.protocol() == Protocol.ICMP) {
      return null;
    }
    Probe sent = told.walked().trace().probe();
    String to = lookup == null ? request.to() : "ip:" + sent.destination();
    String port = sent.port() == 0 ? null : Integer.toString(sent.port());
    PolicyProbe probe = new PolicyProbe(request.from(), to, request.protocol(), port, null);
    try {
      return Reachability.of(told.place()).map(policy -> policy.answer(probe)).orElse(null);
    } catch (TargetException byName) {
      return null; // the walk resolves what policies do not know, such as a name
    }
  }

  /** Tries the changes for a walk that has come so far; the smallest come first. */
  private void remedy(Told told, List<Mend> before) {
    List<Mend> candidates = candidates(told);
    boolean isPolicy = facts(told).isPresent();
    for (Mend each : candidates) {
      if (remedies.size() >= MOST) {
        return;
      }
      if (isHelped(each)) {
        continue;
      }
      if (tried >= MOST_TRIED || end.isOver()) {
        untried++;
        continue;
      }
      tried++;
      List<Mend> edits = new ArrayList<>(before);
      edits.add(each);
      Told after = trial.after(edits).orElse(null);
      if (after == null) {
        continue;
      }
      boolean isFurther = isPolicy && isAnotherPolicy(told, after);
      boolean isResolved = isUnresolved(told) && !isUnresolved(after);
      if (Trial.isDelivered(after)
          || isResolved
          || (isPolicy && facts(after).isEmpty() && isKnown(after))) {
        remedies.add(new Remedy(edits, after));
      } else if (isFurther && edits.size() < LONGEST) {
        remedy(after, edits);
      }
    }
  }

  private static boolean isUnresolved(Told told) {
    NameLookup lookup = told.walked().lookup();
    return lookup != null && lookup.attempts().isEmpty();
  }

  /** Returns true if a smaller change of the same object helps. */
  private boolean isHelped(Mend mend) {
    return mend instanceof Mend.Field field
        && remedies.stream()
            .flatMap(remedy -> remedy.edits().stream())
            .anyMatch(
                each -> each instanceof Mend.Field one && one.object().equals(field.object()));
  }

  /** Returns true if no policy denies it any more, though it may end elsewhere. */
  private static boolean isKnown(Told after) {
    return after.walked().unsimulated().isEmpty();
  }

  private static boolean isAnotherPolicy(Told told, Told after) {
    PolicyFacts before = facts(told).orElse(null);
    PolicyFacts now = facts(after).orElse(null);
    return before != null && now != null && !now.decision().equals(before.decision());
  }

  private static Optional<Cause> cause(Told told) {
    return Causes.of(last(told).trace());
  }

  /** The walk that decided: the proxy's, where that of the client arrived. */
  private static Walked last(Told told) {
    HttpAnswer answer = told.walked().answer();
    return answer == null || answer.onward() == null ? told.walked() : answer.onward();
  }

  private static Optional<PolicyFacts> facts(Told told) {
    return cause(told)
        .flatMap(cause -> PolicyFacts.of(told.place(), cause))
        .filter(facts -> facts.code().isPresent());
  }

  private List<Mend> candidates(Told told) {
    Cluster cluster = told.place().cluster().orElse(null);
    Optional<PolicyFacts> facts = facts(told);
    if (cluster != null && facts.isPresent()) {
      List<Mend> all = new ArrayList<>();
      // a mistake of its author comes before a change of what is meant
      if (cluster.pods().size() <= MOST_PODS) {
        facts.get().decision().because().stream()
            .map(Because::object)
            .filter(Objects::nonNull)
            .distinct()
            .forEach(policy -> all.addAll(edits(told, policy)));
      }
      all.addAll(PolicyRemedies.of(cluster, facts.get()));
      return all.stream().distinct().toList();
    }
    NameLookup lookup = told.walked().lookup();
    if (cluster != null && lookup != null && isUnresolved(told)) {
      return NameRemedies.of(cluster, lookup);
    }
    Cause cause = cause(told).orElse(null);
    HttpAnswer answer = told.walked().answer();
    if (cause == null) {
      return answer == null ? List.of() : HttpRemedies.of(told.place(), answer);
    }
    return ServiceFacts.of(told.place(), last(told), cause)
        .map(ServiceFacts::service)
        .or(
            () ->
                Optional.ofNullable(new CauseOrigins(told.place()).of(last(told), cause).object()))
        .map(object -> edits(told, object))
        .orElse(List.of());
  }

  /** The edits that findings about an object propose; of a node, those about all of them, too. */
  private static List<Mend> edits(Told told, ObjectRef object) {
    boolean isNode = object.kind().equals("Node");
    return told.place().findings().all().stream()
        .filter(
            finding ->
                finding.object().equals(object)
                    || (isNode && finding.object().kind().equals("ClusterNetwork")))
        .map(Finding::edit)
        .filter(Objects::nonNull)
        .toList();
  }

  /** Settings that are assumed, or whose value is not simulated. */
  private List<Supposition> suppositions(Told told, @Nullable PolicyAnswer policies) {
    Cluster cluster = told.place().cluster().orElse(null);
    if (cluster == null) {
      return List.of();
    }
    PolicyEngine engine = cluster.network().nodes().policyEngine();
    boolean isDenied = policies != null && policies.verdict() != PolicyAnswer.Verdict.ALLOW;
    boolean isOpen =
        told.walked().unsimulated().stream()
            .anyMatch(each -> each.effect() == Effect.INGRESS || each.effect() == Effect.EGRESS);
    List<String> values = new ArrayList<>();
    if (isOpen || (!engine.enforces() && isDenied)) {
      values.add(PolicyEngine.KUBE_NETWORK_POLICIES.text());
    }
    if (isOpen || facts(told).isPresent()) {
      values.add(PolicyEngine.NONE.text());
    }
    List<Supposition> all = new ArrayList<>();
    for (String value : values) {
      Mend edit = engine(cluster.network(), value);
      trial
          .after(List.of(edit))
          .ifPresent(after -> all.add(new Supposition("policyEngine", value, edit, after)));
    }
    return all;
  }

  private Mend engine(ClusterNetwork network, String value) {
    if (network.isWritten()) {
      return new Mend.Field(network.ref(), "spec.policyEngine", Json.of(value));
    }
    Map<String, Object> whole = Json.map("apiVersion", "podlane.dev/v1", "kind", "ClusterNetwork");
    whole.put("metadata", Json.map("name", "cluster"));
    whole.put("spec", Json.map("policyEngine", value));
    return new Mend.Manifest(Json.of(whole));
  }
}
