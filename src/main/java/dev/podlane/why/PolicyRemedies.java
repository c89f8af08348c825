package dev.podlane.why;

import dev.podlane.cluster.Cluster;
import dev.podlane.cluster.object.ObjectRef;
import dev.podlane.cluster.object.Pod;
import dev.podlane.cluster.object.PodTraits;
import dev.podlane.cluster.object.Source;
import dev.podlane.cluster.policy.Direction;
import dev.podlane.cluster.policy.verdict.Because;
import dev.podlane.cluster.policy.verdict.Because.Effect;
import dev.podlane.cluster.policy.verdict.Party;
import dev.podlane.cluster.policy.verdict.PolicedPacket;
import dev.podlane.document.ListValue;
import dev.podlane.document.MapValue;
import dev.podlane.document.Value;
import dev.podlane.finding.found.Mend;
import dev.podlane.finding.scene.Json;
import dev.podlane.finding.scene.Trees;
import dev.podlane.workspace.PolicyFacts;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Changes that could let a packet pass that a policy denies, the smallest first. */
final class PolicyRemedies {
  private static final Pattern RULE = Pattern.compile("^spec\\.(?:ingress|egress)\\[(\\d+)]");

  private final Cluster cluster;
  private final PolicedPacket packet;
  private final List<Mend> found = new ArrayList<>();
  private final Direction direction;
  private final List<Because> denying;

  private PolicyRemedies(Cluster cluster, PolicyFacts facts) {
    this.cluster = cluster;
    this.packet = facts.packet();
    this.direction = facts.deciding().direction();
    this.denying =
        facts.decision().because().stream()
            .filter(each -> each.direction() == direction && each.object() != null)
            .toList();
  }

  /** Changes of one field each, or a policy more; none is tried yet. */
  static List<Mend> of(Cluster cluster, PolicyFacts facts) {
    PolicyRemedies remedies = new PolicyRemedies(cluster, facts);
    remedies.labels(/* replacing= */ false);
    remedies.rules();
    remedies.labels(/* replacing= */ true);
    remedies.tiers();
    remedies.policy();
    return remedies.found;
  }

  private String rules(Because because) {
    return because.direction() == Direction.INGRESS ? "spec.ingress" : "spec.egress";
  }

  private String peers() {
    return direction == Direction.INGRESS ? "from" : "to";
  }

  private Party other() {
    return direction == Direction.INGRESS ? packet.from() : packet.to();
  }

  private @Nullable Value at(ObjectRef ref, String path) {
    Source source = cluster.sources().get(ref);
    return source == null ? null : Trees.at(source.value(), path);
  }

  /** A list with one element more, at its end or its beginning. */
  private static List<Object> with(@Nullable Value list, int at, Object one) {
    List<Object> all = new ArrayList<>(list instanceof ListValue items ? items.items() : List.of());
    all.add(Math.min(at, all.size()), one);
    return all;
  }

  private void change(ObjectRef ref, String path, Object value) {
    found.add(new Mend.Field(ref, path, Json.of(value)));
  }

  /**
   * Labels that the other end lacks, where a rule asks for no more.
   *
   * @param replacing true for those of which it has another value: the selector of a workload would
   *     lose its pods, so only a pod without one can have them
   */
  private void labels(boolean replacing) {
    Pod sender = other().pod();
    Pod pod = replacing && sender != null && sender.owner() != null ? null : sender;
    for (Because each : denying) {
      boolean isOne = each.fields().size() == 1 && each.effect() == Effect.DOES_NOT_ALLOW;
      ObjectRef policy = each.object();
      if (pod == null || policy == null || !isOne) {
        continue;
      }
      String path = each.fields().get(0).field();
      boolean isSelector = path.endsWith(".podSelector");
      if (isSelector && at(policy, path) instanceof MapValue selector) {
        Map<String, String> wanted = lacking(selector, pod);
        boolean isReplaced =
            wanted.keySet().stream().anyMatch(key -> pod.labels().get(key) != null);
        if (!wanted.isEmpty() && isReplaced == replacing) {
          label(pod, wanted);
        }
      }
    }
  }

  /** Labels that a selector asks for and that a pod has not; none if it asks for more. */
  private static Map<String, String> lacking(MapValue selector, Pod pod) {
    Map<String, String> wanted = new LinkedHashMap<>();
    boolean isPlain = selector.get("matchExpressions").isEmpty();
    MapValue labels = selector.map("matchLabels");
    for (String key : labels.entries().keySet()) {
      String value = labels.text(key).orElse("");
      if (!value.equals(pod.labels().get(key))) {
        wanted.put(key, value);
      }
    }
    return isPlain ? wanted : Map.of();
  }

  private void label(Pod pod, Map<String, String> more) {
    ObjectRef owner = pod.owner();
    boolean isBrought = pod.traits().origin() == PodTraits.Origin.BROUGHT && owner != null;
    ObjectRef holder = isBrought && owner != null ? owner : pod.ref();
    String template =
        !isBrought
            ? ""
            : holder.kind().equals("CronJob")
                ? "spec.jobTemplate.spec.template."
                : "spec.template.";
    String path = template + "metadata.labels";
    Map<String, Object> all = new LinkedHashMap<>();
    if (at(holder, path) instanceof MapValue labels) {
      all.putAll(labels.entries());
    }
    all.putAll(more);
    if (cluster.sources().containsKey(holder)) {
      change(holder, path, all);
    }
  }

  /** A peer or a port more in a rule that fails by nothing else, or a rule more. */
  private void rules() {
    for (Because each : denying) {
      ObjectRef policy = each.object();
      boolean hasRules = RULE.matcher(each.path()).find(); // one without is meant to deny all
      if (policy != null && hasRules && each.effect() == Effect.DOES_NOT_ALLOW) {
        rule(policy, each);
      }
    }
  }

  private void rule(ObjectRef policy, Because because) {
    Matcher rule = RULE.matcher(because.path());
    boolean byPort = because.fields().stream().anyMatch(each -> each.field().contains(".ports["));
    boolean byPeer = because.fields().size() > (byPort ? 1 : 0);
    Map<String, Object> peer = Peers.ofNetworkPolicy(other(), policy.namespace());
    if (rule.find() && byPort != byPeer) {
      String path = rule.group() + (byPort ? ".ports" : "." + peers());
      Object one = byPort ? Peers.port(packet) : peer;
      if (one != null && (!byPort || packet.port() > 0)) {
        change(policy, path, with(at(policy, path), Integer.MAX_VALUE, one));
      }
    } else if (peer != null) {
      String path = rules(because);
      change(policy, path, with(at(policy, path), Integer.MAX_VALUE, allowing(peer)));
    }
  }

  private Map<String, Object> allowing(Map<String, Object> peer) {
    Map<String, Object> rule = Json.map(peers(), List.of(peer));
    if (packet.port() > 0) {
      rule.put("ports", List.of(Peers.port(packet)));
    }
    return rule;
  }

  /** A rule before the one that denies. */
  private void tiers() {
    for (Because each : denying) {
      ObjectRef policy = each.object();
      Matcher rule = RULE.matcher(each.path());
      boolean isEgress = direction == Direction.EGRESS;
      Map<String, Object> peer = Peers.ofTier(other(), isEgress);
      if (each.effect() != Effect.DENIES || policy == null || peer == null || !rule.find()) {
        continue;
      }
      boolean isOld = policy.apiVersion().endsWith("/v1alpha1");
      Map<String, Object> allow = Json.map("action", isOld ? "Allow" : "Accept");
      allow.put(peers(), List.of(peer));
      if (packet.port() > 0) {
        allow.put(
            isOld ? "ports" : "protocols",
            List.of(isOld ? Json.map("portNumber", Peers.port(packet)) : Peers.protocol(packet)));
      }
      String path = rules(each);
      int before = Integer.parseInt(rule.group(1));
      change(policy, path, with(at(policy, path), before, allow));
    }
  }

  /** A NetworkPolicy of its own, which leaves the others as they are. */
  private void policy() {
    boolean isIngress = direction == Direction.INGRESS;
    Pod pod = isIngress ? packet.to().pod() : packet.from().pod();
    // a baseline is asked about pods that no NetworkPolicy isolates
    boolean isOpen =
        denying.stream()
            .anyMatch(
                each ->
                    each.effect() == Effect.DOES_NOT_ALLOW
                        || (each.effect() == Effect.DENIES
                            && each.tier() == Because.Tier.BASELINE));
    if (pod == null || !isOpen) {
      return;
    }
    Map<String, Object> peer = Peers.ofNetworkPolicy(other(), pod.namespace());
    if (peer == null) {
      return;
    }
    String name = "allow-" + (isIngress ? "to-" : "from-") + name(pod);
    Map<String, Object> spec = Json.map("podSelector", Peers.selector(pod));
    spec.put("policyTypes", List.of(isIngress ? "Ingress" : "Egress"));
    spec.put(isIngress ? "ingress" : "egress", List.of(allowing(peer)));
    Map<String, Object> whole =
        Json.map("apiVersion", "networking.k8s.io/v1", "kind", "NetworkPolicy");
    whole.put("metadata", Json.map("name", name, "namespace", pod.namespace()));
    whole.put("spec", spec);
    found.add(new Mend.Manifest(Json.of(whole)));
  }

  /** The name of the workload, or of the pod itself. */
  private static String name(Pod pod) {
    ObjectRef owner = pod.owner();
    return owner == null ? pod.name() : owner.name();
  }
}
