package dev.podlane.workspace;

import dev.podlane.cluster.object.ObjectRef;
import dev.podlane.cluster.object.Source;
import dev.podlane.cluster.select.SelectorReader;
import dev.podlane.document.Fields;
import dev.podlane.document.ListValue;
import dev.podlane.document.MapValue;
import dev.podlane.document.Value;
import dev.podlane.time.state.State;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Fields of objects of a moment that nothing but kubectl's tables shows. */
public final class ObjectFields {
  private final State state;

  /** The objects of a moment. */
  public ObjectFields(State state) {
    this.state = state;
  }

  /**
   * A scalar as text; empty if it is not written.
   *
   * @param path keys of mappings, one in the other
   */
  public String text(ObjectRef ref, String... path) {
    MapValue map = tree(ref);
    for (int i = 0; i < path.length - 1; i++) {
      map = map.map(path[i]);
    }
    return map.text(path[path.length - 1]).orElse("");
  }

  /** The selector of the pods that a NetworkPolicy is about, as text; empty for all. */
  public String podSelector(ObjectRef ref) {
    Source source = state.base().cluster().sources().get(ref);
    return source == null
        ? ""
        : SelectorReader.selector(
                Fields.of(source.place(), source.value(), any -> {}).mapOrEmpty("spec"),
                "podSelector")
            .toString();
  }

  /**
   * The targets of a HorizontalPodAutoscaler as kubectl prints those of which no metrics are there
   * (formatHPAMetrics in pkg/printers/internalversion/printers.go). Without metrics the API server
   * writes 80 % of the CPU.
   */
  public String targets(ObjectRef autoscaler) {
    List<String> found = new ArrayList<>();
    Value metrics = tree(autoscaler).map("spec").entries().get("metrics");
    if (metrics instanceof ListValue all) {
      for (Value each : all.items()) {
        if (each instanceof MapValue metric) {
          found.add(target(metric));
        }
      }
    }
    return found.isEmpty() ? "cpu: <unknown>/80%" : String.join(", ", found);
  }

  private static String target(MapValue metric) {
    MapValue resource = metric.map("resource");
    MapValue target = resource.map("target");
    String share = target.text("averageUtilization").map(each -> each + "%").orElse("");
    String wanted = share.isEmpty() ? target.text("averageValue").orElse("<auto>") : share;
    return resource.text("name").map(name -> name + ": ").orElse("") + "<unknown>/" + wanted;
  }

  private MapValue tree(ObjectRef ref) {
    Source source = state.base().cluster().sources().get(ref);
    return source == null ? new MapValue(0, Map.of(), List.of()) : source.value();
  }
}
