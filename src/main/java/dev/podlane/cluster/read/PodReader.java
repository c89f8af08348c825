package dev.podlane.cluster.read;

import dev.podlane.cluster.field.MaskedValue;
import dev.podlane.cluster.field.Metadata;
import dev.podlane.cluster.field.NameValidation;
import dev.podlane.cluster.object.Container;
import dev.podlane.cluster.object.ListenAddress;
import dev.podlane.cluster.object.ObjectRef;
import dev.podlane.cluster.object.PodTraits;
import dev.podlane.cluster.read.Drafts.PodDraft;
import dev.podlane.cluster.read.Drafts.PodSpec;
import dev.podlane.cluster.read.Drafts.PodStatus;
import dev.podlane.cluster.read.Drafts.Toleration;
import dev.podlane.document.Fields;
import dev.podlane.document.Problem;
import dev.podlane.net.addr.Ip;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads Pods and pod templates. */
public final class PodReader {
  private static final String MIRROR = "kubernetes.io/config.mirror";

  private PodReader() {}

  /**
   * A pod.
   *
   * @param soft receives problems of the status, which do not remove the pod
   */
  static PodDraft pod(ObjectRef ref, Fields fields, Consumer<Problem> soft) {
    Optional<Fields> metadata = fields.map("metadata");
    SortedMap<String, String> labels =
        metadata.map(m -> NameValidation.labels(m, "labels")).orElseGet(TreeMap::new);
    boolean terminating = metadata.filter(m -> m.has("deletionTimestamp")).isPresent();
    boolean mirror =
        metadata
            .filter(m -> m.has("annotations"))
            .flatMap(m -> m.map("annotations"))
            .filter(annotations -> annotations.has(MIRROR))
            .isPresent();
    PodStatus status =
        fields
            .map("status")
            .map(s -> Fields.of(s.place(), s.value(), soft))
            .map(s -> StatusReader.status(s, terminating))
            .orElseGet(() -> PodStatus.none(fields.place()));
    return new PodDraft(
        ref,
        fields.place(),
        labels,
        spec(fields, status.idle()),
        status,
        Metadata.controller(ref, fields),
        null,
        mirror ? PodTraits.Origin.STATIC : PodTraits.Origin.WRITTEN);
  }

  /**
   * The {@code spec} of a pod or of a template.
   *
   * @param parent the mapping that has it
   */
  public static PodSpec spec(Fields parent) {
    return spec(parent, Set.of());
  }

  /** A spec; containers that are idle listen on nothing. */
  private static PodSpec spec(Fields parent, Set<String> idle) {
    Optional<Fields> written = parent.map("spec");
    if (written.isEmpty()) {
      parent.error("spec", "field.missing", "spec");
      return PodSpec.empty(parent.place());
    }
    Fields fields = written.get();
    boolean hostNetwork = fields.flag("hostNetwork");
    String nodeName = nodeName(fields);
    List<Container> containers = ContainerReader.containers(fields, hostNetwork);
    List<ListenAddress> listens = ListenAnnotation.read(parent);
    return new PodSpec(
        hostNetwork,
        nodeName,
        nodeName != null
            ? fields.place("nodeName")
            : fields.has("nodeSelector") ? fields.place("nodeSelector") : fields.place(),
        containers,
        fields.textMap("nodeSelector"),
        tolerations(fields),
        NodeAffinity.read(fields),
        fields.text("hostname").orElse(""),
        fields.text("subdomain").orElse(""),
        isProbed(fields),
        idle.isEmpty() ? listens : listens(containers, idle, listens));
  }

  private static @Nullable List<ListenAddress> listens(
      List<Container> containers, Set<String> idle, @Nullable List<ListenAddress> told) {
    List<Container> running =
        containers.stream().filter(each -> !idle.contains(each.name())).toList();
    if (running.size() == containers.size() || (told != null && !running.isEmpty())) {
      return told;
    }
    return running.stream()
        .flatMap(each -> each.ports().stream())
        .map(port -> new ListenAddress(port.protocol(), Ip.ANY, port.number()))
        .toList();
  }

  private static @Nullable String nodeName(Fields spec) {
    String name = spec.text("nodeName").orElse("");
    if (!name.isEmpty() && !NameValidation.isSubdomain(name) && MaskedValue.is(name)) {
      spec.warn("nodeName", "value.hidden", name);
      return null;
    }
    return name.isEmpty() ? null : name;
  }

  private static List<Toleration> tolerations(Fields spec) {
    List<Toleration> tolerations = new ArrayList<>(0);
    for (Fields each : spec.maps("tolerations")) {
      tolerations.add(
          new Toleration(
              each.text("key").orElse(""),
              each.text("operator").orElse("Equal"),
              each.text("value").orElse(""),
              each.text("effect").orElse("")));
    }
    return List.copyOf(tolerations);
  }

  private static boolean isProbed(Fields spec) {
    if (spec.has("readinessGates")) {
      return true;
    }
    for (Fields each : spec.maps("containers")) {
      if (each.has("readinessProbe")) {
        return true;
      }
    }
    for (Fields each : spec.maps("initContainers")) {
      if (each.has("readinessProbe") && ContainerReader.isSidecar(each)) {
        return true;
      }
    }
    return false;
  }
}
