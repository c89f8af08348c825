package dev.podlane.cluster.schedule;

import dev.podlane.cluster.object.Container;
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
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads from the documents what pods ask of nodes, and nodes have to give: a settled cluster does
 * not keep it. Each workload is read once.
 */
final class Demands {
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
        HostPort.of(containers),
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

  /** The spec of the pods that an object is, or makes. */
  private static MapValue spec(ObjectRef ref, Source source) {
    MapValue spec = source.value().map("spec");
    return switch (ref.kind()) {
      case "Pod" -> spec;
      case "CronJob" -> spec.map("jobTemplate").map("spec").map("template").map("spec");
      default -> spec.map("template").map("spec");
    };
  }

  private static Read read(ObjectRef ref, Source source) {
    Fields fields = Fields.of(source.place(), spec(ref, source), problem -> {});
    boolean hasRules = fields.has("affinity") || fields.has("topologySpreadConstraints");
    return new Read(ResourceReader.requests(fields), hasRules ? fields : null);
  }

  NodeView of(Node node) {
    return NodeView.of(node, sources.apply(node.ref()));
  }

  /** Returns true if a pod must not run beside some others. */
  boolean keepsApart(Pod pod) {
    ObjectRef own = pod.ref();
    ObjectRef written = sources.apply(own) == null && pod.owner() != null ? pod.owner() : own;
    Source source = sources.apply(written);
    return source != null && PlacingReader.keepsApart(spec(written, source));
  }
}
