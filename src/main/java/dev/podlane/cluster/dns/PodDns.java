package dev.podlane.cluster.dns;

import dev.podlane.cluster.Cluster;
import dev.podlane.cluster.object.ObjectRef;
import dev.podlane.cluster.object.Pod;
import dev.podlane.cluster.object.Source;
import dev.podlane.document.ListValue;
import dev.podlane.document.MapValue;
import dev.podlane.document.Place;
import dev.podlane.document.ScalarValue;
import dev.podlane.document.Value;
import dev.podlane.net.addr.Ip;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The fields {@code dnsPolicy} and {@code dnsConfig} of a pod (rule 80).
 *
 * @param policy as written; {@code ClusterFirst} if absent
 * @param nameservers {@code dnsConfig.nameservers}
 * @param searches {@code dnsConfig.searches}
 * @param options {@code dnsConfig.options}: name and value, which may be empty
 */
record PodDns(
    String policy, List<Ip> nameservers, List<String> searches, Map<String, String> options) {
  static final String CLUSTER_FIRST = "ClusterFirst";

  /** The policy of DNS servers, which else would ask themselves. */
  private static final String DEFAULT = "Default";

  private static final int MOST_ITEMS = 64;

  /** The fields of a pod, as it is written or as its workload's template says. */
  static PodDns of(Cluster cluster, Pod pod) {
    MapValue spec = spec(cluster, pod);
    MapValue config = spec.map("dnsConfig");
    Map<String, String> options = new LinkedHashMap<>();
    for (Value each : items(config, "options")) {
      if (each instanceof MapValue option) {
        option
            .text("name")
            .filter(name -> !name.isBlank())
            .ifPresent(name -> options.put(name, option.text("value").orElse("")));
      }
    }
    boolean isAssumed = pod.place().equals(Place.NOWHERE);
    String usual = isAssumed ? DEFAULT : CLUSTER_FIRST;
    return new PodDns(
        spec.text("dnsPolicy").filter(text -> !text.isEmpty()).orElse(usual),
        texts(config, "nameservers").stream().flatMap(text -> Ip.tryParse(text).stream()).toList(),
        texts(config, "searches"),
        options);
  }

  /**
   * The pod's spec, as it is written or as its workload's template says; empty if it is neither.
   */
  static MapValue spec(Cluster cluster, Pod pod) {
    Source own = cluster.sources().get(pod.ref());
    ObjectRef owner = pod.owner();
    Source brings = own != null || owner == null ? null : cluster.sources().get(owner);
    if (own == null && brings == null) {
      return new MapValue(1, Map.of(), List.of());
    }
    if (brings == null) {
      return own == null ? new MapValue(1, Map.of(), List.of()) : own.value().map("spec");
    }
    MapValue spec = brings.value().map("spec");
    boolean isCron = brings.value().text("kind").orElse("").equals("CronJob");
    MapValue job = isCron || has(spec, "jobTemplate") ? spec.map("jobTemplate").map("spec") : spec;
    return job.map("template").map("spec");
  }

  private static boolean has(MapValue map, String key) {
    return map.get(key).isPresent();
  }

  /** The first items of a list. */
  static List<Value> items(MapValue map, String key) {
    Optional<Value> value = map.get(key);
    return value.isPresent() && value.get() instanceof ListValue list
        ? list.items().subList(0, Math.min(MOST_ITEMS, list.items().size()))
        : List.of();
  }

  /** The first texts of a list. */
  static List<String> texts(MapValue map, String key) {
    List<String> texts = new ArrayList<>();
    for (Value each : items(map, key)) {
      if (each instanceof ScalarValue scalar && !scalar.text().isBlank()) {
        texts.add(scalar.text().strip());
      }
    }
    return texts;
  }
}
