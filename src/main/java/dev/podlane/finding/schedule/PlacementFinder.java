package dev.podlane.finding.schedule;

import dev.podlane.cluster.field.Spelling;
import dev.podlane.cluster.object.Node;
import dev.podlane.cluster.object.Pod;
import dev.podlane.cluster.schedule.PendingPods;
import dev.podlane.document.MapValue;
import dev.podlane.document.Problem;
import dev.podlane.finding.found.Command;
import dev.podlane.finding.found.Finding;
import dev.podlane.finding.found.Kind;
import dev.podlane.finding.found.Probing;
import dev.podlane.finding.scene.Appended;
import dev.podlane.finding.scene.Finder;
import dev.podlane.finding.scene.Holder;
import dev.podlane.finding.scene.Json;
import dev.podlane.finding.scene.Scene;
import dev.podlane.finding.scene.Trees;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Finds pods that no node takes, and says which of their demands none meets. */
public final class PlacementFinder implements Finder {
  private static final int MOST_VALUES = 100;

  @Override
  public void find(Scene scene, Consumer<Finding> found) {
    List<Node> nodes = scene.cluster().nodes();
    boolean written = nodes.stream().anyMatch(each -> !each.assumed());
    Map<String, String> roomless = roomless(scene);
    for (Holder holder : scene.holders()) {
      Pod pod =
          holder.pods().stream().filter(each -> each.nodeName() == null).findFirst().orElse(null);
      if (pod != null && written && pod.phase() == Pod.Phase.PENDING) {
        String named = holder.text("nodeName");
        Optional<String> noRoom = noRoom(holder, roomless);
        if (noRoom.isPresent()) {
          found.accept(noRoom(scene, holder, pod, noRoom.get()));
        } else if (named.isEmpty()) {
          unplaced(scene, holder, pod, nodes, found);
        } else if (scene.node(named) == null) {
          found.accept(unknownNode(scene, holder, pod, named, nodes));
        }
      }
    }
    daemons(scene, nodes, found);
  }

  /** The scheduler's words by pod, for those without room. */
  private static Map<String, String> roomless(Scene scene) {
    Map<String, String> words = new HashMap<>();
    for (Problem each : scene.cluster().problems()) {
      if (each.code().equals(PendingPods.NO_ROOM)) {
        words.put(each.args().get(0), each.args().get(1));
      }
    }
    return words;
  }

  private static Optional<String> noRoom(Holder holder, Map<String, String> roomless) {
    return roomless.isEmpty()
        ? Optional.empty()
        : holder.pods().stream()
            .flatMap(each -> Optional.ofNullable(roomless.get(each.ref().path())).stream())
            .findFirst();
  }

  private static Finding noRoom(Scene scene, Holder holder, Pod pod, String words) {
    String path = holder.spec();
    return shown(
        scene,
        holder,
        pod,
        scene.finding(Kind.POD_NO_ROOM, holder.object(), path, "", words, describe(pod)));
  }

  private static Command describe(Pod pod) {
    return Command.kubectl("-n %s describe pod %s".formatted(pod.namespace(), pod.name()));
  }

  private static @Nullable Probing probe(Scene scene, Holder holder, Pod pod) {
    return scene
        .clients()
        .pod(pod.namespace(), each -> !holder.pods().contains(each))
        .map(from -> Probing.ping(from.ref().path(), holder.end()))
        .orElse(null);
  }

  /** A workload of which some pods run is reached all the same. */
  private static Finding shown(Scene scene, Holder holder, Pod pod, Finding finding) {
    boolean none = holder.pods().stream().noneMatch(Pod::hasNetwork);
    return none ? finding.shownBy(probe(scene, holder, pod)) : finding;
  }

  private static Finding unknownNode(
      Scene scene, Holder holder, Pod pod, String named, List<Node> nodes) {
    String near = Spelling.nearest(named, nodes.stream().map(Node::name).toList()).orElse("");
    String path = holder.spec() + ".nodeName";
    Finding finding =
        scene.finding(
            Kind.POD_NODE_UNKNOWN,
            holder.object(),
            path,
            near,
            named,
            Command.kubectl("get node " + named));
    return shown(
        scene,
        holder,
        pod,
        near.isEmpty() ? finding : finding.mendedBy(holder.object(), path, Json.of(near)));
  }

  private static Map<String, String> wanted(Holder holder) {
    MapValue tree = holder.spec("nodeSelector");
    Map<String, String> wanted = new TreeMap<>();
    tree.entries().keySet().forEach(key -> wanted.put(key, tree.text(key).orElse("")));
    return wanted;
  }

  private static void unplaced(
      Scene scene, Holder holder, Pod pod, List<Node> nodes, Consumer<Finding> found) {
    Map<String, String> wanted = wanted(holder);
    List<Node> fitting =
        nodes.stream()
            .filter(each -> each.labels().entrySet().containsAll(wanted.entrySet()))
            .toList();
    if (fitting.isEmpty()) {
      selector(scene, holder, pod, wanted, nodes, found);
      return;
    }
    boolean affine = !holder.spec("affinity.nodeAffinity").entries().isEmpty();
    Node.Taint taint =
        fitting.stream().allMatch(each -> keepsAway(each, holder) != null)
            ? keepsAway(fitting.get(0), holder)
            : null;
    if (taint != null && !affine) {
      Appended added =
          Appended.of(
              holder.tree(),
              holder.spec() + ".tolerations",
              Json.map("key", taint.key(), "operator", "Exists", "effect", taint.effect()));
      boolean cordon = taint.key().startsWith("node.kubernetes.io/");
      Finding finding =
          shown(
              scene,
              holder,
              pod,
              scene.finding(
                  Kind.POD_TAINTED,
                  holder.object(),
                  added.path(),
                  taint.key() + ":" + taint.effect(),
                  "",
                  describe(pod),
                  fitting.get(0).name(),
                  "" + fitting.size()));
      found.accept(
          cordon ? finding : finding.mendedBy(holder.object(), added.path(), added.json()));
    } else if (affine) {
      found.accept(
          shown(
              scene,
              holder,
              pod,
              scene.finding(
                  Kind.POD_AFFINITY,
                  holder.object(),
                  holder.spec() + ".affinity.nodeAffinity",
                  "",
                  "",
                  describe(pod))));
    }
  }

  /** The first taint that keeps the pods away; null if none does. */
  private static Node.@Nullable Taint keepsAway(Node node, Holder holder) {
    if (!node.schedulable()) {
      return new Node.Taint("node.kubernetes.io/unschedulable", "", "NoSchedule");
    }
    if (!node.ready()) {
      return new Node.Taint("node.kubernetes.io/not-ready", "", "NoSchedule");
    }
    List<MapValue> tolerations = Trees.maps(holder.spec(""), "tolerations");
    return node.taints().stream()
        .filter(each -> !each.effect().equals("PreferNoSchedule"))
        .filter(each -> tolerations.stream().noneMatch(it -> tolerates(it, each)))
        .findFirst()
        .orElse(null);
  }

  private static boolean tolerates(MapValue toleration, Node.Taint taint) {
    String key = toleration.text("key").orElse("");
    String effect = toleration.text("effect").orElse("");
    boolean exists = toleration.text("operator").orElse("Equal").equals("Exists");
    boolean value = exists || toleration.text("value").orElse("").equals(taint.value());
    boolean its = key.isEmpty() ? exists : key.equals(taint.key()) && value;
    return its && (effect.isEmpty() || effect.equals(taint.effect()));
  }

  private static void selector(
      Scene scene,
      Holder holder,
      Pod pod,
      Map<String, String> wanted,
      List<Node> nodes,
      Consumer<Finding> found) {
    for (Map.Entry<String, String> each : wanted.entrySet()) {
      Set<String> values = new TreeSet<>();
      for (Node node : nodes) {
        String value = node.labels().get(each.getKey());
        if (value != null && values.size() < MOST_VALUES) {
          values.add(value);
        }
      }
      if (values.contains(each.getValue())) {
        continue;
      }
      String near =
          Spelling.nearest(each.getValue(), values)
              .orElse(values.size() == 1 ? values.iterator().next() : "");
      String path = holder.spec() + ".nodeSelector[\"" + each.getKey() + "\"]";
      Finding finding =
          scene.finding(
              Kind.POD_NODE_SELECTOR,
              holder.object(),
              path,
              near.isEmpty() ? "" : each.getKey() + "=" + near,
              each.getKey() + "=" + each.getValue(),
              Command.kubectl("get nodes -L " + each.getKey()));
      Finding told = shown(scene, holder, pod, finding);
      found.accept(near.isEmpty() ? told : told.mendedBy(holder.object(), path, Json.of(near)));
      return;
    }
  }

  /** A DaemonSet without a pod is held by nothing that runs. */
  private static void daemons(Scene scene, List<Node> nodes, Consumer<Finding> found) {
    Set<Object> held = new HashSet<>();
    scene.holders().forEach(each -> held.add(each.object()));
    scene
        .cluster()
        .sources()
        .forEach(
            (ref, source) -> {
              if (ref.kind().equals("DaemonSet") && !held.contains(ref) && !nodes.isEmpty()) {
                DaemonSets.find(scene, ref, source.value(), nodes, found);
              }
            });
  }
}
