package dev.podlane.finding.reference;

import dev.podlane.cluster.service.Service;
import dev.podlane.document.ListValue;
import dev.podlane.document.MapValue;
import dev.podlane.document.Value;
import dev.podlane.finding.found.Command;
import dev.podlane.finding.found.Finding;
import dev.podlane.finding.found.Kind;
import dev.podlane.finding.scene.Finder;
import dev.podlane.finding.scene.Holder;
import dev.podlane.finding.scene.Json;
import dev.podlane.finding.scene.Scene;
import dev.podlane.finding.scene.Trees;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Finds pods whose {@code ndots} is so small that the name of a Service in their settings has as
 * many dots. glibc asks such a name outside the cluster first and then with the search list
 * (resolv.conf(5)); musl, of Alpine images, does not try the search list at all
 * (src/network/lookup_name.c, {@code name_from_dns_search}).
 */
public final class NdotsFinder implements Finder {
  private static final String OPTIONS = "dnsConfig.options";

  /** Of {@code name.namespace.svc}; what has more is asked for as it is. */
  private static final int MOST_DOTS = 2;

  @Override
  public void find(Scene scene, Consumer<Finding> found) {
    for (Holder holder : scene.holders()) {
      String policy = holder.text("dnsPolicy");
      boolean isNodes =
          policy.equals("Default")
              || policy.equals("None")
              || (holder.first().hostNetwork() && !policy.equals("ClusterFirstWithHostNet"));
      int ndots = isNodes ? -1 : ndots(holder);
      if (ndots < 0) {
        continue;
      }
      for (Mention each : Mention.of(holder)) {
        int dots = each.labels().size() - 1;
        if (dots >= ndots && dots <= MOST_DOTS && isService(scene, holder, each)) {
          found.accept(told(scene, holder, each, ndots, dots));
          break;
        }
      }
    }
  }

  /** The number that is written; -1 if none is. */
  private static int ndots(Holder holder) {
    int found = -1;
    for (MapValue each : Trees.maps(holder.spec("dnsConfig"), "options")) {
      String value = each.text("value").orElse("");
      if (each.text("name").orElse("").equals("ndots") && value.matches("[0-9]{1,2}")) {
        found = Integer.parseInt(value);
      }
    }
    return found;
  }

  /**
   * Returns true if a Service is meant, by {@code name.namespace} or {@code name.namespace.svc}.
   */
  private static boolean isService(Scene scene, Holder holder, Mention mention) {
    List<String> labels = mention.labels();
    boolean isForm = labels.size() <= 2 || labels.get(2).equals("svc");
    String namespace = labels.size() == 1 ? holder.object().namespace() : labels.get(1);
    Service service = isForm ? scene.service(namespace, labels.get(0)) : null;
    return service != null && (mention.sure() || labels.size() > 1);
  }

  private static Finding told(Scene scene, Holder holder, Mention mention, int ndots, int dots) {
    String path = holder.spec() + "." + OPTIONS;
    List<Object> options = new ArrayList<>();
    Value written = Trees.at(holder.tree(), path);
    for (Value each : written instanceof ListValue list ? list.items() : List.<Value>of()) {
      if (!(each instanceof MapValue map) || !map.text("name").orElse("").equals("ndots")) {
        options.add(each);
      }
    }
    Map<String, Object> enough = Json.map("name", "ndots", "value", Integer.toString(dots + 1));
    options.add(enough);
    return scene
        .finding(
            Kind.DNS_NDOTS,
            holder.object(),
            path,
            "ndots:" + (dots + 1),
            "ndots:" + ndots,
            Command.kubectl(
                "-n %s get pod %s -o jsonpath='{.spec.dnsConfig}'"
                    .formatted(holder.first().namespace(), holder.first().name())),
            mention.host())
        .mendedBy(holder.object(), path, Json.of(options));
  }
}
