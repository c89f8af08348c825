package dev.podlane.web.api.view;

import dev.podlane.net.ns.NetworkNamespace;
import dev.podlane.web.api.view.TopologyView.OmittedPlaces;
import dev.podlane.workspace.Workspace;
import java.io.OutputStream;
import java.util.List;
import java.util.function.Function;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes a {@link TopologyView} piece by piece, so that it never stands whole in memory, and no
 * more than so many octets: what is left out is counted at the end.
 */
public final class TopologyWriter {
  private final Counted counted;
  private final JsonGenerator to;
  private final long most;

  private TopologyWriter(Counted counted, JsonGenerator to, long most) {
    this.counted = counted;
    this.to = to;
    this.most = most;
  }

  /**
   * Writes the topology of an opened cluster.
   *
   * @param words in which its problems are told
   * @param most octets, about: once they are written, what follows is counted only. Machines and
   *     segments get a quarter each at most
   */
  public static void write(
      JsonMapper json,
      String id,
      String name,
      Workspace workspace,
      Words words,
      OutputStream out,
      long most) {
    Topologies made = Topologies.of(workspace, words);
    Counted counted = new Counted(out);
    try (JsonGenerator to = json.createGenerator(counted)) {
      TopologyWriter writer = new TopologyWriter(counted, to, most);
      to.writeStartObject();
      to.writeStringProperty("id", id);
      to.writeStringProperty("name", name);
      int machines = writer.list("machines", made.machines(), made::machine, most / 4);
      int segments = writer.list("segments", made.segments(), made::segment, most / 4);
      int namespaces = writer.list("namespaces", made.namespaces(), made::namespace, most);
      if (machines + segments + namespaces > 0) {
        to.writePOJOProperty("omitted", new OmittedPlaces(machines, segments, namespaces));
      }
      to.writeEndObject();
    }
  }

  /** Writes a list; the number of its elements that are left out. */
  private int list(
      String name,
      List<NetworkNamespace> elements,
      Function<NetworkNamespace, Object> view,
      long room) {
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
