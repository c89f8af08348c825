package dev.podlane.workspace;

import dev.podlane.document.Document;
import dev.podlane.document.ListValue;
import dev.podlane.document.MapValue;
import dev.podlane.document.ScalarValue;
import dev.podlane.document.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes events into documents as a person would, so that one that was asked for happens exactly as
 * one that was written: pods in {@code PodEvents}, containers in the events of their machine.
 */
final class WrittenEvents {
  private static final String SPEC = "spec";
  private static final String EVENTS = "events";

  private WrittenEvents() {}

  /** The documents with one more, which says that a container or the sandbox of a pod ends. */
  static List<Document> add(List<Document> documents, Event.PodEnd end) {
    Value event =
        end.container().isEmpty()
            ? map("killPause", text(end.pod()))
            : map("kill", map("pod", text(end.pod()), "container", text(end.container())));
    int number = documents.stream().mapToInt(Document::number).max().orElse(0) + 1;
    Value root =
        map(
            "apiVersion",
            text("podlane.dev/v1"),
            "kind",
            text("PodEvents"),
            "metadata",
            map("name", text("edit-" + number)),
            SPEC,
            map(EVENTS, new ListValue(0, List.of(event))));
    List<Document> now = new ArrayList<>(documents);
    now.add(new Document("", number, 0, root, List.of()));
    return now;
  }

  /**
   * The documents with one more event of a machine's Docker engine.
   *
   * @throws ChangeException if the machine is not in them
   */
  static List<Document> add(List<Document> documents, Event.ContainerChange change) {
    List<ObjectTrees.Found> all = ObjectTrees.of(documents);
    ObjectTrees.Found machine =
        ObjectTrees.find(all, new ObjectName(kind(all, change.machine()), "", change.machine()));
    MapValue spec = machine.tree().map(SPEC);
    List<Value> events = new ArrayList<>();
    if (spec.entries().get(EVENTS) instanceof ListValue list) {
      events.addAll(list.items());
    }
    events.add(map(change.kind().text(), text(change.container())));
    Map<String, Value> inSpec = new LinkedHashMap<>(spec.entries());
    inSpec.put(EVENTS, new ListValue(spec.line(), events));
    Map<String, Value> tree = new LinkedHashMap<>(machine.tree().entries());
    tree.put(SPEC, new MapValue(spec.line(), inSpec, spec.shadowed()));
    return ObjectTrees.replaced(
        documents, machine, new MapValue(machine.tree().line(), tree, machine.tree().shadowed()));
  }

  private static String kind(List<ObjectTrees.Found> all, String machine) {
    return all.stream()
        .map(ObjectTrees.Found::name)
        .filter(name -> name.name().equals(machine))
        .map(ObjectName::kind)
        .filter(kind -> kind.equals("Host"))
        .findFirst()
        .orElse("DockerHost");
  }

  private static MapValue map(Object... keysAndValues) {
    Map<String, Value> entries = new LinkedHashMap<>();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      entries.put((String) keysAndValues[i], (Value) keysAndValues[i + 1]);
    }
    return new MapValue(0, entries, List.of());
  }

  private static ScalarValue text(String text) {
    return new ScalarValue(0, ScalarValue.Type.TEXT, text);
  }
}
