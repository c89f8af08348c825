package dev.podlane.workspace;

import dev.podlane.cluster.object.ObjectRef;
import dev.podlane.cluster.object.Source;
import dev.podlane.document.Document;
import dev.podlane.document.DocumentException;
import dev.podlane.document.JsonText;
import dev.podlane.document.MapValue;
import dev.podlane.document.Value;
import dev.podlane.document.read.Documents;
import dev.podlane.time.state.State;
import dev.podlane.time.state.WorkloadState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * An object that is applied, as {@code kubectl apply} tells of it.
 *
 * @param kind its kind
 * @param name its name
 * @param change its change
 */
public record Appliance(String kind, String name, Change change) {
  /** The changes, in kubectl's words. */
  public enum Change {
    CREATED("created"),
    CONFIGURED("configured"),
    UNCHANGED("unchanged");

    private final String text;

    Change(String text) {
      this.text = text;
    }

    /** Kubectl's word. */
    public String text() {
      return text;
    }
  }

  /**
   * The objects of a manifest, compared with those of a moment.
   *
   * @return empty if it cannot be read
   */
  public static Optional<List<Appliance>> of(State state, String manifest) {
    List<Document> documents;
    try {
      documents = Documents.parse("STDIN", manifest);
    } catch (DocumentException unreadable) {
      return Optional.empty();
    }
    List<Appliance> all = new ArrayList<>();
    for (Document document : documents) {
      if (!(document.root() instanceof MapValue map) || map.text("kind").isEmpty()) {
        continue;
      }
      String kind = map.text("kind").orElse("");
      String name = map.map("metadata").text("name").orElse("");
      String namespace = map.map("metadata").text("namespace").orElse("default");
      all.add(new Appliance(kind, name, change(state, kind, namespace, name, map)));
    }
    return Optional.of(all);
  }

  private static Change change(
      State state, String kind, String namespace, String name, MapValue given) {
    WorkloadState workload = state.workloads().get(kind + " " + namespace + "/" + name);
    if (workload != null) {
      return content(workload.tree()).equals(content(given)) ? Change.UNCHANGED : Change.CONFIGURED;
    }
    for (Map.Entry<ObjectRef, Source> each : state.base().cluster().sources().entrySet()) {
      ObjectRef ref = each.getKey();
      boolean isHere = ref.namespace().isEmpty() || ref.namespace().equals(namespace);
      if (ref.kind().equals(kind) && ref.name().equals(name) && isHere) {
        boolean isSame = content(each.getValue().value()).equals(content(given));
        return isSame ? Change.UNCHANGED : Change.CONFIGURED;
      }
    }
    return Change.CREATED;
  }

  private static String content(MapValue object) {
    Map<String, Value> content = new TreeMap<>(object.entries());
    content.remove("status");
    return JsonText.print(new MapValue(0, content, List.of()));
  }
}
