package dev.podlane.web.api.view;

import dev.podlane.trace.Budget;
import dev.podlane.trace.Hop;
import dev.podlane.trace.Trace;
import dev.podlane.web.api.view.TopologyView.ExtraView;
import dev.podlane.web.api.view.TraceView.HopView;
import dev.podlane.web.api.view.TraceView.OmittedView;
import dev.podlane.workspace.Walked;
import java.io.OutputStream;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes the view of a walk piece by piece, so that it never stands whole in memory, and no more
 * than so many octets of hops: what is left out is counted at the end.
 */
public final class TraceWriter {
  /** Octets that a step takes, about; below this many in all nothing is left out. */
  private static final int STEP = 900;

  /** The part of the room that the lines of the paths may take. */
  private static final int PATHS = 4;

  /**
   * Computing time that the traces of an answer may take to be written; then those that came to no
   * end are written in outline.
   */
  private static final long ALLOWED_NANOS = 500_000_000;

  private static final int OUTLINE = 256;

  private final JsonMapper json;
  private final Traces traces;
  private long nanos;

  /** A writer of such views. */
  public TraceWriter(JsonMapper json, Traces traces) {
    this.json = json;
    this.traces = traces;
  }

  /**
   * Writes a walk.
   *
   * @param most octets, about: once they are written, steps are counted only
   * @return octets written
   */
  public long write(Walked walked, OutputStream out, long most) {
    long before = Budget.cpuNanos();
    boolean isLate = nanos > ALLOWED_NANOS && walked.trace().outcome().isEndless();
    long written = writeUpTo(walked, out, isLate ? Math.min(most, OUTLINE) : most);
    nanos += Budget.cpuNanos() - before;
    return written;
  }

  private long writeUpTo(Walked walked, OutputStream out, long most) {
    Counted counted = new Counted(out);
    try (JsonGenerator to = json.createGenerator(counted)) {
      Trace trace = walked.trace();
      to.writeStartObject();
      to.writePOJOProperty("probe", Traces.probe(walked));
      to.writePOJOProperty("outcome", traces.outcome(walked));
      Map<String, String> paths = shortened(Traces.paths(trace), most / PATHS);
      long used = paths.values().stream().mapToLong(String::length).sum();
      to.writeName("hops");
      Hops hops = new Hops(to, counted, most - used);
      hops.write(trace.hops());
      to.writePOJOProperty("paths", paths);
      to.writePOJOProperty("connections", Traces.connections(walked));
      ExtraView extra = traces.extra(trace);
      if (extra != null) {
        to.writePOJOProperty("extra", extra);
      }
      if (hops.omitted > 0 || hops.omittedSteps > 0) {
        to.writePOJOProperty("omitted", new OmittedView(hops.omitted, hops.omittedSteps));
      }
      to.writeEndObject();
    }
    return counted.written();
  }

  /** Lines that are too long end with an ellipsis, at a word. */
  private static Map<String, String> shortened(Map<String, String> lines, long most) {
    int each = (int) Math.min(Integer.MAX_VALUE, most / Math.max(1, lines.size()));
    Map<String, String> shortened = new LinkedHashMap<>();
    lines.forEach(
        (name, line) -> {
          int end = line.length() <= each ? line.length() : line.lastIndexOf(' ', each);
          shortened.put(
              name, end == line.length() ? line : line.substring(0, Math.max(0, end)) + " …");
        });
    return shortened;
  }

  /** The hops of one walk. */
  private final class Hops {
    private final JsonGenerator to;
    private final Counted counted;
    private final long most;
    private final BitSet shown = new BitSet();
    private int omitted;
    private long omittedSteps;

    Hops(JsonGenerator to, Counted counted, long most) {
      this.to = to;
      this.counted = counted;
      this.most = most;
    }

    void write(List<Hop> hops) {
      long steps = hops.stream().mapToLong(hop -> hop.steps().size()).sum();
      Shown selected = steps * STEP <= most ? Shown.all(hops) : Shown.withoutBystanders(hops);
      to.writeStartArray();
      for (Hop hop : hops) {
        Hop.Parent parent = hop.parent();
        boolean hangs = parent == null || shown.get(parent.hop());
        if (hangs && selected.has(hop) && hasRoom()) {
          write(hop, selected);
          shown.set(hop.id());
        } else {
          omitted++;
          omittedSteps += hop.steps().size();
        }
      }
      to.writeEndArray();
    }

    private boolean hasRoom() {
      return counted.written() + to.streamWriteOutputBuffered() < most;
    }

    private void write(Hop hop, Shown selected) {
      HopView frame = traces.frame(hop);
      to.writeStartObject();
      to.writeNumberProperty("id", frame.id());
      to.writePOJOProperty("parent", frame.parent());
      to.writeNumberProperty("tick", frame.tick());
      to.writeNumberProperty("timeMillis", frame.timeMillis());
      to.writeStringProperty("flow", frame.flow());
      to.writeNumberProperty("packet", frame.packet());
      to.writeStringProperty("namespace", frame.namespace());
      to.writeBooleanProperty("infra", frame.infra());
      to.writeName("steps");
      to.writeStartArray();
      for (int i = 0; i < hop.steps().size(); i++) {
        if (selected.has(hop, i) && hasRoom()) {
          to.writePOJO(traces.step(hop, i));
        } else {
          omittedSteps++;
        }
      }
      to.writeEndArray();
      to.writeEndObject();
    }
  }
}
