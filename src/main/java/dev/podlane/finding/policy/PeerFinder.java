package dev.podlane.finding.policy;

import dev.podlane.cluster.object.KubeNamespace;
import dev.podlane.cluster.object.Pod;
import dev.podlane.cluster.policy.Direction;
import dev.podlane.cluster.policy.NetworkPolicy;
import dev.podlane.cluster.policy.NetworkPolicyRule;
import dev.podlane.cluster.policy.NetworkPolicyRule.Pods;
import dev.podlane.cluster.select.LabelSelector;
import dev.podlane.finding.found.Command;
import dev.podlane.finding.found.Finding;
import dev.podlane.finding.found.Kind;
import dev.podlane.finding.scene.Finder;
import dev.podlane.finding.scene.Json;
import dev.podlane.finding.scene.NearestLabels;
import dev.podlane.finding.scene.PodIndex.Alike;
import dev.podlane.finding.scene.Scene;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Finds peers that mean no pod, and says which field keeps them from it (rules 90, 91, 93). */
public final class PeerFinder implements Finder {
  @Override
  public void find(Scene scene, Consumer<Finding> found) {
    PolicyScene policies = new PolicyScene(scene);
    for (NetworkPolicy policy : policies.all()) {
      for (Direction direction : policy.directions()) {
        for (NetworkPolicyRule rule : policy.rules(direction)) {
          for (int i = 0; i < rule.peers().size() && !policies.isSpent(); i++) {
            if (rule.peers().get(i) instanceof Pods peer) {
              new One(policies, policy, direction, rule, i, peer, found).look();
            }
          }
        }
      }
    }
  }

  /** One peer of a policy. */
  private record One(
      PolicyScene policies,
      NetworkPolicy policy,
      Direction direction,
      NetworkPolicyRule rule,
      int index,
      Pods peer,
      Consumer<Finding> found) {

    private String own() {
      return policy.ref().namespace();
    }

    private LabelSelector labels() {
      LabelSelector written = peer.pods();
      return written == null ? LabelSelector.EVERYTHING : written;
    }

    private void look() {
      LabelSelector spaces = peer.namespaces();
      List<String> among = policies.namespaces(spaces, own());
      if (policies.first(among, labels(), pod -> true) != null || policies.isSpent()) {
        return;
      }
      Pods partner = partner();
      if (partner != null && combined(partner)) {
        return;
      }
      if (spaces != null && among.isEmpty()) {
        namespace(spaces);
      } else if (spaces == null && elsewhere()) {
        return;
      } else if (peer.pods() != null && !among.isEmpty()) {
        pods(among);
      }
    }

    /** The entry beside this one that has the other selector. */
    private @Nullable Pods partner() {
      for (int other : new int[] {index + 1, index - 1}) {
        boolean there = other >= 0 && other < rule.peers().size();
        if (there && rule.peers().get(other) instanceof Pods its) {
          boolean podsAlone = peer.namespaces() == null && its.pods() == null;
          boolean spacesAlone = peer.pods() == null && its.namespaces() == null;
          if ((podsAlone && its.namespaces() != null) || (spacesAlone && its.pods() != null)) {
            return its;
          }
        }
      }
      return null;
    }

    private boolean combined(Pods partner) {
      LabelSelector spaces = peer.namespaces() == null ? partner.namespaces() : peer.namespaces();
      LabelSelector pods = peer.pods() == null ? partner.pods() : peer.pods();
      if (spaces == null || pods == null || spaces.isEverything() || pods.isEverything()) {
        return false;
      }
      boolean alone =
          peer.pods() == null && policies.first(List.of(own()), pods, pod -> true) != null;
      if (alone) {
        return false;
      }
      LabelSelector right = policies.namespaces(spaces, own()).isEmpty() ? byName(spaces) : spaces;
      if (right == null) {
        return false;
      }
      Pod meant = policies.first(policies.namespaces(right, own()), pods, pod -> true);
      if (meant == null) {
        return false;
      }
      int first = Math.min(index, rule.peers().indexOf(partner));
      String list = peer.path().substring(0, peer.path().lastIndexOf('['));
      Object all =
          Selectors.joined(
              policies.scene().tree(policy.ref()),
              list,
              first,
              Json.map(
                  "namespaceSelector", Selectors.json(right), "podSelector", Selectors.json(pods)));
      found.accept(
          policies
              .scene()
              .finding(
                  Kind.POLICY_AND_OR,
                  policy.ref(),
                  list + "[" + first + "]",
                  meant.ref().path(),
                  pods + " | " + spaces,
                  PolicyScene.show(policy))
              .shownBy(Senders.probe(policies, policy, direction, rule, meant))
              .mendedBy(policy.ref(), list, Json.of(all)));
      return true;
    }

    /** {@code name: X} means the namespace X, which has another label with its name. */
    private @Nullable LabelSelector byName(LabelSelector spaces) {
      for (String key : List.of("name", "namespace", "kubernetes.io/name")) {
        String name = spaces.matchLabels().get(key);
        if (name != null
            && spaces.matchLabels().size() == 1
            && policies.scene().namespace(name) != null) {
          return LabelSelector.of(Map.of(KubeNamespace.NAME_LABEL, name));
        }
      }
      return null;
    }

    private void namespace(LabelSelector spaces) {
      LabelSelector right = byName(spaces);
      if (right == null && spaces.matchExpressions().isEmpty()) {
        NearestLabels.Near near =
            NearestLabels.spelt(
                spaces.matchLabels(),
                policies.scene().cluster().namespaces().stream()
                    .map(KubeNamespace::labels)
                    .toList());
        right = near == null ? null : LabelSelector.of(near.labels());
      }
      String path = peer.path() + ".namespaceSelector";
      Pod meant =
          right == null
              ? null
              : policies.first(policies.namespaces(right, own()), labels(), pod -> true);
      Finding finding =
          policies
              .scene()
              .finding(
                  Kind.POLICY_NAMESPACE,
                  policy.ref(),
                  path,
                  right == null ? "" : right.toString(),
                  spaces.toString(),
                  Command.kubectl("get namespaces --show-labels"));
      found.accept(
          right == null
              ? finding
              : finding
                  .shownBy(
                      meant == null
                          ? null
                          : Senders.probe(policies, policy, direction, rule, meant))
                  .mendedBy(policy.ref(), path + ".matchLabels", Json.of(right.matchLabels())));
    }

    /** A podSelector alone looks in the policy's own namespace only (rule 91). */
    private boolean elsewhere() {
      LabelSelector pods = peer.pods();
      if (pods == null || pods.isEverything()) {
        return false;
      }
      Optional<String> there =
          policies.scene().pods().namespaces().stream()
              .filter(each -> !each.equals(own()))
              .filter(each -> policies.first(List.of(each), pods, pod -> true) != null)
              .findFirst();
      there.ifPresent(
          namespace -> {
            Pod meant = policies.first(List.of(namespace), pods, pod -> true);
            LabelSelector spaces = LabelSelector.of(Map.of(KubeNamespace.NAME_LABEL, namespace));
            found.accept(
                policies
                    .scene()
                    .finding(
                        Kind.POLICY_PEER_ELSEWHERE,
                        policy.ref(),
                        peer.path() + ".podSelector",
                        namespace,
                        own(),
                        Command.kubectl("get pods -A -l '%s'".formatted(pods)),
                        pods.toString())
                    .shownBy(
                        meant == null
                            ? null
                            : Senders.probe(policies, policy, direction, rule, meant))
                    .mendedBy(
                        policy.ref(),
                        peer.path() + ".namespaceSelector",
                        Json.of(Selectors.json(spaces))));
          });
      return there.isPresent();
    }

    private void pods(List<String> among) {
      LabelSelector pods = labels();
      List<Map<String, String>> there = new ArrayList<>();
      for (String each : among) {
        policies.scene().pods().in(each).stream()
            .limit(1_000)
            .map(Alike::labels)
            .forEach(there::add);
      }
      NearestLabels.Near near =
          pods.matchExpressions().isEmpty() ? NearestLabels.spelt(pods.matchLabels(), there) : null;
      String path = peer.path() + ".podSelector";
      Finding finding =
          policies
              .scene()
              .finding(
                  Kind.POLICY_PEER_NOTHING,
                  policy.ref(),
                  path,
                  near == null ? "" : SubjectFinder.text(near.labels()),
                  pods.toString(),
                  Command.kubectl("get pods -A -l '%s'".formatted(pods)));
      Pod meant =
          near == null ? null : policies.first(among, LabelSelector.of(near.labels()), pod -> true);
      found.accept(
          near == null || meant == null
              ? finding
              : finding
                  .shownBy(Senders.probe(policies, policy, direction, rule, meant))
                  .mendedBy(policy.ref(), path + ".matchLabels", Json.of(near.labels())));
    }
  }
}
