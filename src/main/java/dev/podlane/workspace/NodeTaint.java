package dev.podlane.workspace;

import dev.podlane.cluster.object.Source;
import dev.podlane.document.ListValue;
import dev.podlane.document.MapValue;
import dev.podlane.document.Value;
import dev.podlane.time.state.NodeState;
import dev.podlane.time.state.State;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A taint that a node's spec holds.
 *
 * @param key its key
 * @param value its value; empty for none
 * @param effect NoSchedule, PreferNoSchedule or NoExecute
 */
public record NodeTaint(String key, String value, String effect) {
  private String json() {
    String text = value.isEmpty() ? "" : ", \"value\": \"" + value + "\"";
    return "{\"key\": \"" + key + "\"" + text + ", \"effect\": \"" + effect + "\"}";
  }

  /** The taints of a node's spec; those of its conditions are their controllers'. */
  public static List<NodeTaint> written(NodeState node, State state) {
    Source source = state.base().cluster().sources().get(node.node().ref());
    List<NodeTaint> taints = new ArrayList<>();
    Value list = source == null ? null : source.value().map("spec").entries().get("taints");
    if (list instanceof ListValue all) {
      for (Value each : all.items()) {
        if (each instanceof MapValue map) {
          taints.add(
              new NodeTaint(
                  map.text("key").orElse(""),
                  map.text("value").orElse(""),
                  map.text("effect").orElse("")));
        }
      }
    }
    return taints;
  }

  /** A node has these taints in its spec from then on. */
  public static Event change(String node, List<NodeTaint> taints) {
    String json = taints.stream().map(NodeTaint::json).collect(Collectors.joining(", ", "[", "]"));
    return new Event.FieldChange(new ObjectName("Node", "", node), "spec.taints", json);
  }
}
