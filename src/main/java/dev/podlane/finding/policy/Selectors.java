package dev.podlane.finding.policy;

import dev.podlane.cluster.select.LabelSelector;
import dev.podlane.cluster.select.Requirement;
import dev.podlane.document.ListValue;
import dev.podlane.document.MapValue;
import dev.podlane.document.Value;
import dev.podlane.finding.scene.Json;
import dev.podlane.finding.scene.Trees;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Writes selectors and lists of peers as values of edits. */
final class Selectors {
  private Selectors() {}

  /** A selector as manifests write it. */
  static Map<String, Object> json(LabelSelector selector) {
    Map<String, Object> map = Json.map();
    if (!selector.matchLabels().isEmpty()) {
      map.put("matchLabels", selector.matchLabels());
    }
    List<Object> expressions = new ArrayList<>();
    for (Requirement each : selector.matchExpressions()) {
      Map<String, Object> one = Json.map("key", each.key(), "operator", each.operator().text());
      if (!each.values().isEmpty()) {
        one.put("values", each.values());
      }
      expressions.add(one);
    }
    if (!expressions.isEmpty()) {
      map.put("matchExpressions", expressions);
    }
    return map;
  }

  /** A list with another item in place of two that follow each other. */
  static List<Object> joined(MapValue object, String list, int first, Object item) {
    List<Object> all = new ArrayList<>();
    Value written = Trees.at(object, list);
    if (written instanceof ListValue items) {
      for (int i = 0; i < items.items().size(); i++) {
        if (i == first) {
          all.add(item);
        } else if (i != first + 1) {
          all.add(items.items().get(i));
        }
      }
    }
    return all;
  }
}
