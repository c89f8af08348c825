package dev.podlane.cluster;

import dev.podlane.cluster.Drafts.PodDraft;
import dev.podlane.cluster.Drafts.PodSpec;
import dev.podlane.cluster.Drafts.Toleration;
import dev.podlane.document.Fields;
import dev.podlane.net.addr.Ip;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads Pods and pod templates. */
final class PodReader {
  private PodReader() {}

  static PodDraft pod(ObjectRef ref, Fields fields) {
    Optional<Fields> status = fields.map("status");
    SortedMap<String, String> labels =
        fields.map("metadata").map(m -> Names.labels(m, "labels")).orElseGet(TreeMap::new);
    return new PodDraft(
        ref,
        fields.place(),
        labels,
        spec(fields),
        status.map(PodReader::phase).orElse(null),
        status.map(PodReader::podIp).orElse(null),
        status.map(s -> s.place("podIP")).orElse(fields.place()),
        status.map(s -> Addresses.ip(s, "hostIP")).orElse(null),
        Metadata.controller(ref, fields));
  }

  private static Pod.@Nullable Phase phase(Fields status) {
    Optional<String> text = status.text("phase").filter(t -> !t.isEmpty());
    if (text.isEmpty()) {
      return null;
    }
    for (Pod.Phase phase : Pod.Phase.values()) {
      if (phase.name().equals(text.get().toUpperCase(Locale.ROOT))) {
        return phase;
      }
    }
    status.error("phase", "pod.phase", text.get());
    return null;
  }

  private static @Nullable Ip podIp(Fields status) {
    Ip first = Addresses.ip(status, "podIP");
    if (first != null) {
      return first;
    }
    for (Fields entry : status.maps("podIPs")) {
      if (entry.value().text("ip").orElse(":").indexOf(':') < 0) {
        return Addresses.ip(entry, "ip");
      }
    }
    return null;
  }

  /** The {@code spec} of a pod or of a template. */
  static PodSpec spec(Fields parent) {
    Optional<Fields> spec = parent.map("spec");
    if (spec.isEmpty()) {
      parent.error("spec", "field.missing", "spec");
      return new PodSpec(false, null, parent.place(), List.of(), new TreeMap<>(), List.of());
    }
    Fields fields = spec.get();
    boolean hostNetwork = fields.flag("hostNetwork");
    String nodeName = fields.text("nodeName").filter(name -> !name.isEmpty()).orElse(null);
    List<Toleration> tolerations = new ArrayList<>();
    for (Fields each : fields.maps("tolerations")) {
      tolerations.add(
          new Toleration(
              each.text("key").orElse(""),
              each.text("operator").orElse("Equal"),
              each.text("value").orElse(""),
              each.text("effect").orElse("")));
    }
    return new PodSpec(
        hostNetwork,
        nodeName,
        fields.place(nodeName == null ? "nodeSelector" : "nodeName"),
        ContainerReader.containers(fields, hostNetwork),
        fields.textMap("nodeSelector"),
        List.copyOf(tolerations));
  }
}
