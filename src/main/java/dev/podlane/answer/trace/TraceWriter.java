package dev.podlane.answer.trace;

import dev.podlane.answer.CountedOutput;
import dev.podlane.answer.ResolutionView;
import dev.podlane.answer.TopologyView.ExtraView;
import dev.podlane.answer.TraceView.HopView;
import dev.podlane.answer.TraceView.OmittedView;
import dev.podlane.answer.trace.TraceForm.Packing;
import dev.podlane.trace.Hop;
import dev.podlane.trace.record.Budget;
import dev.podlane.workspace.QueryWalk;
import dev.podlane.workspace.Walked;
import java.io.OutputStream;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes the view of a walk piece by piece, so that it is never whole in memory, and no more than
 * so many octets of hops: the hops left out are counted at the end.
 */
public final class TraceWriter {
  /** Octets that a step takes, about; below this many in all nothing is left out. */
  private static final int STEP = 900;

  /** The size of a step whose packets are elsewhere, in octets. */
  private static final int STEP_WITH_REFS = 450;

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
  private final TraceForm form;
  private long nanos;

  /** A writer of such views. */
  public TraceWriter(JsonMapper json, Traces traces, TraceForm form) {
    this.json = json;
    this.traces = traces;
    this.form = form;
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
    CountedOutput counted = new CountedOutput(out);
    try (JsonGenerator to = json.createGenerator(counted)) {
      write(walked, to, counted, most);
    }
    return counted.written();
  }

  private void write(Walked walked, JsonGenerator to, CountedOutput counted, long most) {
    Optional<Walked> onward = Traces.onward(walked);
    List<QueryWalk> queries = form.queries() ? Traces.queries(walked) : List.of();
    long later = queries.isEmpty() ? most : most - most / 4;
    long room = onward.isPresent() || !queries.isEmpty() ? most / 2 : most;
    Map<String, String> paths = shortened(Traces.paths(walked.trace()), room / PATHS);
    long used = paths.values().stream().mapToLong(String::length).sum();
    Refs refs = form.packets() == Packing.REFS ? new Refs(json) : null;
    Told told = traces.told(walked, form.detail(), room / (refs == null ? STEP : STEP_WITH_REFS));
    to.writeStartObject();
    to.writeStringProperty("detail", form.detail().text());
    to.writePOJOProperty("probe", Traces.probe(walked));
    to.writePOJOProperty("outcome", told.outcome());
    if (walked.lookup() != null) {
      to.writePOJOProperty("resolution", ResolutionView.of(walked.lookup()));
    }
    to.writeName("hops");
    Hops hops = new Hops(told, refs, to, counted, room - used);
    hops.write();
    to.writePOJOProperty("folds", told.folds());
    to.writePOJOProperty("paths", paths);
    to.writePOJOProperty("connections", Traces.connections(walked));
    ExtraView extra = traces.extra(walked.trace());
    if (extra != null) {
      to.writePOJOProperty("extra", extra);
    }
    if (hops.omitted > 0 || hops.omittedSteps > 0) {
      to.writePOJOProperty("omitted", new OmittedView(hops.omitted, hops.omittedSteps));
    }
    if (refs != null) {
      refs.write(to, form.detail().isWhole());
    }
    if (onward.isPresent()) {
      to.writeName("onward");
      write(onward.get(), to, counted, later);
    }
    if (!queries.isEmpty()) {
      to.writeName("queries");
      to.writeStartArray();
      for (int i = 0; i < queries.size(); i++) {
        QueryWalk query = queries.get(i);
        to.writeStartObject();
        to.writePOJOProperty("query", ResolutionView.walk(query, Traces.paths(query.trace())));
        to.writeName("trace");
        long until = later + (most - later) * (i + 1) / queries.size();
        write(Traces.walked(query, walked), to, counted, until);
        to.writeEndObject();
      }
      to.writeEndArray();
    }
    to.writeEndObject();
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
    private final Told told;
    private final @Nullable Refs refs;
    private final JsonGenerator to;
    private final CountedOutput counted;
    private final long most;
    private final BitSet shown = new BitSet();
    private int omitted;
    private long omittedSteps;

    Hops(Told told, @Nullable Refs refs, JsonGenerator to, CountedOutput counted, long most) {
      this.told = told;
      this.refs = refs;
      this.to = to;
      this.counted = counted;
      this.most = most;
      this.omitted = told.selection().omittedHops();
      this.omittedSteps = told.selection().omittedSteps();
    }

    void write() {
      Selection selection = told.selection();
      to.writeStartArray();
      for (Hop hop : told.hops()) {
        Hop.Parent parent = selection.parent(hop);
        boolean hangs = parent == null || shown.get(parent.hop());
        if (selection.has(hop) && hangs && hasRoom()) {
          write(hop, selection.steps(hop));
          shown.set(hop.id());
        } else if (selection.has(hop)) {
          omitted++;
          omittedSteps += selection.steps(hop).cardinality();
        }
      }
      to.writeEndArray();
    }

    private boolean hasRoom() {
      long referred = refs == null ? 0 : refs.octets();
      return counted.written() + to.streamWriteOutputBuffered() + referred < most;
    }

    private void write(Hop hop, BitSet steps) {
      HopView frame = traces.frame(told, hop);
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
      for (int i = steps.nextSetBit(0); i >= 0; i = steps.nextSetBit(i + 1)) {
        if (hasRoom()) {
          to.writePOJO(traces.step(told, hop, i, form.detail(), refs));
        } else {
          omittedSteps++;
        }
      }
      to.writeEndArray();
      to.writeEndObject();
    }
  }
}
