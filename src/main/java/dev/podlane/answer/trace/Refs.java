package dev.podlane.answer.trace;

import dev.podlane.answer.TableRefView;
import dev.podlane.answer.TableRefView.NotedRowView;
import dev.podlane.answer.TableView;
import dev.podlane.answer.TraceView.EvidenceView;
import dev.podlane.answer.TraceView.PacketRefView;
import dev.podlane.answer.TraceView.PacketView;
import dev.podlane.answer.TraceView.RowView;
import dev.podlane.trace.Skb;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

/** The packets and tables of a walk, each distinct one once, in the order they were first seen. */
final class Refs {
  private final Once<PacketView> packets;
  private final Once<TableView> tables;
  private final Map<Skb, Integer> seen = new HashMap<>();

  Refs(JsonMapper json) {
    this.packets = new Once<>(json);
    this.tables = new Once<>(json);
  }

  /** Returns the reference to a packet; packets that differ only in metadata share one. */
  @Nullable PacketRefView packet(@Nullable Skb packet) {
    if (packet == null) {
      return null;
    }
    Integer index = seen.get(packet);
    if (index == null) {
      index = packets.index(Objects.requireNonNull(Packets.view(packet)));
      seen.put(packet, index);
    }
    return new PacketRefView(index);
  }

  /** Returns the reference to a table, and the verdicts of one step on its rows. */
  TableRefView table(EvidenceView evidence) {
    List<List<String>> cells = evidence.rows().stream().map(RowView::cells).toList();
    int index = tables.index(new TableView(evidence.title(), evidence.columns(), cells));
    List<NotedRowView> rows =
        evidence.rows().stream().map(row -> new NotedRowView(row.verdict(), row.note())).toList();
    return new TableRefView(index, rows, evidence.omitted());
  }

  /** Octets that {@link #write} will write, about. */
  long octets() {
    return packets.octets + tables.octets;
  }

  /** Writes the properties the references lead to. */
  void write(JsonGenerator to, boolean withTables) {
    packets.write(to, "packets");
    if (withTables) {
      tables.write(to, "tables");
    }
  }

  /** Values by index, kept as they will be written. */
  private static final class Once<T> {
    private final JsonMapper json;
    private final Map<T, Integer> indexes = new HashMap<>();
    private final List<String> written = new ArrayList<>();
    private long octets;

    Once(JsonMapper json) {
      this.json = json;
    }

    int index(T value) {
      Integer known = indexes.putIfAbsent(value, written.size());
      if (known != null) {
        return known;
      }
      String text = json.writeValueAsString(value);
      written.add(text);
      octets += text.length();
      return written.size() - 1;
    }

    void write(JsonGenerator to, String name) {
      to.writeName(name);
      to.writeStartArray();
      written.forEach(to::writeRawValue);
      to.writeEndArray();
    }
  }
}
