package dev.podlane.trace.record;

import dev.podlane.trace.Flow;
import dev.podlane.trace.Hop;
import dev.podlane.trace.Skb;
import dev.podlane.trace.step.Step;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A hop while it is being written. */
public final class HopBuilder {
  private static final int USUAL_STEPS = 4;

  private final Recorder recorder;
  private final int id;
  private final Hop.@Nullable Parent parent;
  private final int tick;
  private final long timeMillis;
  private final Flow flow;
  private final int packet;
  private final String namespace;
  private final List<Hop.StepRecord> steps = new ArrayList<>(USUAL_STEPS);
  private List<Visit> visits = List.of();

  HopBuilder(
      Recorder recorder,
      int id,
      Hop.@Nullable Parent parent,
      int tick,
      long timeMillis,
      Flow flow,
      int packet,
      String namespace) {
    this.recorder = recorder;
    this.id = id;
    this.parent = parent;
    this.tick = tick;
    this.timeMillis = timeMillis;
    this.flow = flow;
    this.packet = packet;
    this.namespace = namespace;
  }

  int id() {
    return id;
  }

  /** The step that sent the packet here, none for the first. */
  public Hop.@Nullable Parent parent() {
    return parent;
  }

  /** Returns the number of steps written. */
  public int size() {
    return steps.size();
  }

  /** A step by its position, none if there is none there. */
  public @Nullable Step step(int at) {
    return at >= 0 && at < steps.size() ? steps.get(at).step() : null;
  }

  /** Returns the places where frames came in by bridge ports. */
  public List<Visit> visits() {
    return visits;
  }

  /** Notes that a frame came in by the port of a bridge. */
  public void visited(Visit visit) {
    if (visits.isEmpty()) {
      visits = new ArrayList<>(1);
    }
    visits.add(visit);
  }

  /** Returns the number of wires crossed before. */
  public int tick() {
    return tick;
  }

  /** Part of the conversation. */
  public Flow flow() {
    return flow;
  }

  int packet() {
    return packet;
  }

  /** Returns the namespace. */
  public String namespace() {
    return namespace;
  }

  /** Returns true if it is part of that record. */
  public boolean isOf(Recorder other) {
    return recorder == other;
  }

  /** Returns the step written last, as a parent for the hops it causes. */
  public Hop.Parent here() {
    return new Hop.Parent(id, steps.size() - 1);
  }

  /** Writes a step, with the packet as it was before and after. */
  public void add(Step step, @Nullable Skb before, @Nullable Skb after) {
    recorder.budget().step(step);
    steps.add(new Hop.StepRecord(recorder.nextSeq(), step, before, after));
  }

  Hop build() {
    return new Hop(id, parent, tick, timeMillis, flow, packet, namespace, steps);
  }
}
