package dev.podlane.answer.topology;

import dev.podlane.answer.CountedOutput;
import dev.podlane.answer.Localizer;
import dev.podlane.answer.TopologyView.AssumedPod;
import dev.podlane.answer.TopologyView.NetworkView;
import dev.podlane.answer.TopologyView.OmittedPlaces;
import dev.podlane.workspace.Workspace;
import java.io.OutputStream;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes a topology piece by piece, so that it is never whole in memory, and no more than so many
 * octets: the parts left out are counted at the end.
 */
public final class TopologyWriter {
  /** Octets of a topology, about. */
  private static final long MOST = 8L << 20;

  /** Octets of a summary, about. */
  private static final long MOST_OF_SUMMARY = 256L << 10;

  private final Topologies made;
  private final CountedOutput counted;
  private final JsonGenerator to;

  private TopologyWriter(Topologies made, CountedOutput counted, JsonGenerator to) {
    this.made = made;
    this.counted = counted;
    this.to = to;
  }

  /**
   * Writes the topology of an opened cluster.
   *
   * @param words language of its problems
   * @param asked requested part
   */
  public static void write(
      JsonMapper json,
      String id,
      String name,
      Workspace workspace,
      Localizer words,
      OutputStream out,
      TopologyQuery asked) {
    Topologies made = Topologies.of(workspace, words);
    CountedOutput counted = new CountedOutput(out);
    try (JsonGenerator to = json.createGenerator(counted)) {
      TopologyWriter writer = new TopologyWriter(made, counted, to);
      to.writeStartObject();
      to.writeStringProperty("id", id);
      to.writeStringProperty("name", name);
      if (asked.isPart()) {
        writer.part(asked);
      } else if (asked.isFull(workspace.network().namespaces().size())) {
        writer.full();
      } else {
        writer.summary(asked.from());
      }
      to.writeEndObject();
    }
  }

  private void full() {
    to.writeStringProperty("detail", "full");
    int machines = list("machines", made.machines(), made::machine, MOST / 4, MOST);
    int segments = list("segments", made.segments(), made::segment, MOST / 4, MOST);
    int namespaces = list("namespaces", made.namespaces(), made::namespace, MOST, MOST);
    if (!made.services().isEmpty()) {
      to.writePOJOProperty("services", made.services());
    }
    List<AssumedPod> assumed = made.assumed();
    if (!assumed.isEmpty()) {
      to.writePOJOProperty("assumed", assumed);
    }
    choices();
    omitted(machines, segments, namespaces);
  }

  private void choices() {
    if (!made.urls().isEmpty()) {
      to.writePOJOProperty("urls", made.urls());
    }
    NetworkView network = made.choice();
    if (network != null) {
      to.writePOJOProperty("network", network);
    }
  }

  /** Writes the parts requested by name, with their machines. */
  private void part(TopologyQuery asked) {
    Set<String> machines = new LinkedHashSet<>(asked.machines());
    machines.retainAll(new LinkedHashSet<>(made.machines()));
    Set<String> namespaces = new LinkedHashSet<>();
    machines.forEach(machine -> namespaces.addAll(made.on(machine)));
    Set<String> all = new LinkedHashSet<>(made.existing(asked.namespaces()));
    Set<String> segments = new LinkedHashSet<>(made.segments());
    all.forEach(name -> made.machineOf(name).ifPresent(machines::add));
    namespaces.addAll(all);
    namespaces.removeAll(segments);
    to.writeStringProperty("detail", "part");
    int fewer = list("machines", List.copyOf(machines), made::machine, MOST / 4, MOST);
    list("segments", List.copyOf(segments), made::segmentSummary, MOST / 4, MOST);
    int left = list("namespaces", List.copyOf(namespaces), made::namespace, MOST, MOST);
    List<String> unknown =
        Stream.concat(
                asked.machines().stream().filter(name -> !machines.contains(name)),
                asked.namespaces().stream().filter(name -> !all.contains(name)))
            .distinct()
            .toList();
    if (!unknown.isEmpty()) {
      to.writePOJOProperty("unknown", unknown);
    }
    omitted(fewer, 0, left);
  }

  private void summary(int from) {
    List<String> machines = made.machines();
    int start = Math.min(from, machines.size());
    to.writeStringProperty("detail", "machines");
    to.writeNumberProperty("namespaces", made.size());
    to.writeNumberProperty("from", start);
    int segments =
        list(
            "segments",
            made.segments(),
            made::segmentSummary,
            MOST_OF_SUMMARY / 4,
            MOST_OF_SUMMARY);
    int left =
        list(
            "machines",
            machines.subList(start, machines.size()),
            made::summary,
            MOST_OF_SUMMARY,
            MOST_OF_SUMMARY);
    omitted(left, segments, 0);
  }

  private void omitted(int machines, int segments, int namespaces) {
    if (machines + segments + namespaces > 0) {
      to.writePOJOProperty("omitted", new OmittedPlaces(machines, segments, namespaces));
    }
  }

  /** Writes a list; the number of its elements that are left out. */
  private int list(
      String name, List<String> elements, Function<String, Object> view, long room, long most) {
    long end = Math.min(most, written() + room);
    int next = 0;
    to.writeName(name);
    to.writeStartArray();
    while (next < elements.size() && written() < end) {
      to.writePOJO(view.apply(elements.get(next++)));
    }
    to.writeEndArray();
    return elements.size() - next;
  }

  private long written() {
    return counted.written() + to.streamWriteOutputBuffered();
  }
}
