package dev.podlane.cluster.schedule;

import dev.podlane.cluster.object.Container;
import dev.podlane.cluster.object.ContainerPort;
import dev.podlane.cluster.object.Node;
import dev.podlane.cluster.object.ObjectRef;
import dev.podlane.cluster.object.Pod;
import dev.podlane.cluster.object.Source;
import dev.podlane.cluster.placement.HostPort;
import dev.podlane.cluster.placement.NodeView;
import dev.podlane.cluster.placement.PlacingReader;
import dev.podlane.cluster.placement.PodView;
import dev.podlane.cluster.placement.PodView.Placing;
import dev.podlane.cluster.placement.ResourceReader;
import dev.podlane.cluster.placement.Resources;
import dev.podlane.cluster.read.Drafts.PodDraft;
import dev.podlane.cluster.read.NodeAffinity;
import dev.podlane.document.Fields;
import dev.podlane.document.MapValue;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads from the documents what pods ask of nodes, and nodes have to give: a settled cluster does
 * not keep it. Each workload is read once.
 */
final class Demands {
  private static final String NOT_READY = "node.kubernetes.io/not-ready";

  private final Function<ObjectRef, @Nullable Source> sources;
  private final Map<ObjectRef, Read> read = new HashMap<>();

  /**
   * Of objects.
   *
   * @param sources objects as they are written; null for one that is not
   */
  Demands(Function<ObjectRef, @Nullable Source> sources) {
    this.sources = sources;
  }

  /** The part of a spec that counts; the fields are there only if it has rules about pods. */
  private record Read(Resources requests, @Nullable Fields rules) {
    static final Read NOTHING = new Read(Resources.NONE, null);
  }

  /** A pod that is to be placed. */
  PodView of(PodDraft pod) {
    return view(
        pod.ref(),
        pod.owner(),
        pod.labels(),
        pod.spec().containers(),
        pod.spec().nodeSelector(),
        pod.spec().affinity(),
        pod);
  }

  /** A pod that has its place. */
  PodView of(Pod pod) {
    return view(
        pod.ref(),
        pod.owner(),
        pod.labels(),
        pod.containers(),
        Collections.emptySortedMap(),
        NodeAffinity.NONE,
        null);
  }

  private PodView view(
      ObjectRef ref,
      @Nullable ObjectRef owner,
      SortedMap<String, String> labels,
      List<Container> containers,
      SortedMap<String, String> selector,
      NodeAffinity affinity,
      @Nullable PodDraft draft) {
    Read known = read(ref, owner);
    Fields rules = known.rules();
    return new PodView(
        ref.namespace(),
        labels,
        owner == null ? "" : owner.toString(),
        known.requests(),
        selector,
        affinity,
        draft == null ? List.of() : draft.spec().tolerations(),
        ports(containers),
        rules == null ? Placing.ANYWHERE : PlacingReader.read(rules, labels));
  }

  private Read read(ObjectRef ref, @Nullable ObjectRef owner) {
    Source own = sources.apply(ref);
    Source source = own == null && owner != null ? sources.apply(owner) : own;
    return source == null
        ? Read.NOTHING
        : read.computeIfAbsent(
            own == null && owner != null ? owner : ref, each -> read(each, source));
  }

  private static Read read(ObjectRef ref, Source source) {
    MapValue object = source.value();
    MapValue spec =
        switch (ref.kind()) {
          case "Pod" -> object.map("spec");
          case "CronJob" ->
              object.map("spec").map("jobTemplate").map("spec").map("template").map("spec");
          default -> object.map("spec").map("template").map("spec");
        };
    Fields fields = Fields.of(source.place(), spec, problem -> {});
    boolean hasRules = fields.has("affinity") || fields.has("topologySpreadConstraints");
    return new Read(ResourceReader.requests(fields), hasRules ? fields : null);
  }

  private static List<HostPort> ports(List<Container> containers) {
    List<HostPort> found = new ArrayList<>(0);
    for (Container container : containers) {
      for (ContainerPort port : container.ports()) {
        if (port.hostPort() > 0) {
          String protocol = port.protocol().name().toUpperCase(Locale.ROOT);
          String address = port.hostIp() == null ? "" : port.hostIp().toString();
          found.add(new HostPort(protocol, port.hostPort(), address));
        }
      }
    }
    return found;
  }

  NodeView of(Node node) {
    Source source = sources.apply(node.ref());
    List<Node.Taint> taints = new ArrayList<>(node.taints());
    if (!node.ready()) {
      taints.add(new Node.Taint(NOT_READY, "", "NoSchedule"));
    }
    return new NodeView(
        node.name(),
        node.labels(),
        !node.schedulable(),
        taints,
        source == null
            ? Resources.NONE
            : ResourceReader.allocatable(Fields.of(source.place(), source.value(), problem -> {})));
  }
}
