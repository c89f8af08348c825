package dev.podlane.cluster.read;

import dev.podlane.cluster.field.AddressReader;
import dev.podlane.cluster.object.Pod;
import dev.podlane.cluster.read.Drafts.PodStatus;
import dev.podlane.document.Fields;
import dev.podlane.document.MapValue;
import dev.podlane.net.addr.Ip;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the status of pods. */
final class StatusReader {
  private StatusReader() {}

  static PodStatus status(Fields status, boolean terminating) {
    Pod.Phase phase = phase(status);
    Ip hostIp = hostIp(status);
    return new PodStatus(
        phase,
        addresses(status),
        status.place("podIP"),
        hostIp,
        ready(status),
        terminating,
        idle(status));
  }

  /** Containers that wait or have ended: nobody listens in them. */
  private static Set<String> idle(Fields status) {
    Set<String> found = new LinkedHashSet<>(0);
    for (String list : List.of("initContainerStatuses", "containerStatuses")) {
      for (Fields each : status.maps(list)) {
        MapValue state = each.value().map("state");
        if (state.get("waiting").isPresent() || state.get("terminated").isPresent()) {
          found.add(each.value().text("name").orElse(""));
        }
      }
    }
    return Collections.unmodifiableSet(found);
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

  /** {@code podIP} and {@code podIPs}, each address once (rule 131). */
  private static List<Ip> addresses(Fields status) {
    Set<Ip> found = new LinkedHashSet<>();
    String first = status.value().text("podIP").orElse("");
    add(status, "podIP", found);
    for (Fields entry : status.maps("podIPs")) {
      if (!entry.value().text("ip").orElse("").equals(first)) {
        add(entry, "ip", found);
      }
    }
    return new ArrayList<>(found);
  }

  private static void add(Fields fields, String key, Set<Ip> found) {
    Ip v6 = v6(fields, key);
    Ip ip = v6 == null ? AddressReader.ip(fields, key) : v6;
    if (ip != null) {
      found.add(ip);
    }
  }

  /** The node's first IPv4 address, else its IPv6 address; null if none is written. */
  private static @Nullable Ip hostIp(Fields status) {
    Ip v6 = v6(status, "hostIP");
    Ip first = v6 == null ? AddressReader.ip(status, "hostIP") : null;
    if (first != null) {
      return first;
    }
    for (Fields entry : status.maps("hostIPs")) {
      if (entry.value().text("ip").orElse(":").indexOf(':') < 0) {
        return AddressReader.ip(entry, "ip");
      }
      v6 = v6 == null ? v6(entry, "ip") : v6;
    }
    return v6;
  }

  private static @Nullable Ip v6(Fields fields, String key) {
    return fields
        .value()
        .text(key)
        .flatMap(Ip::tryParse)
        .filter(address -> !address.isV4())
        .orElse(null);
  }

  /** The Ready condition, or else that of every container; null if neither is written. */
  private static @Nullable Boolean ready(Fields status) {
    for (Fields condition : status.maps("conditions")) {
      if (condition.text("type").orElse("").equals("Ready")) {
        return condition.text("status").orElse("").equals("True");
      }
    }
    List<Fields> containers = status.maps("containerStatuses");
    return containers.isEmpty() ? null : containers.stream().allMatch(each -> each.flag("ready"));
  }
}
