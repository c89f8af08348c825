package dev.podlane.trace;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A hop while it is being written. */
final class HopBuilder {
  private static final int USUAL_STEPS = 4;

  private final Recorder recorder;
  private final int id;
  private final Hop.@Nullable Parent parent;
  private final int tick;
  private final long timeMillis;
  private final Flow flow;
  private final int packet;
  private final String namespace;
  private final List<Hop.Happening> steps = new ArrayList<>(USUAL_STEPS);
  private List<Rounds.Visit> visits = List.of();

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

  Hop.@Nullable Parent parent() {
    return parent;
  }

  /** How many steps have been written. */
  int size() {
    return steps.size();
  }

  /** A step by its position, none if there is none there. */
  @Nullable Step step(int at) {
    return at >= 0 && at < steps.size() ? steps.get(at).step() : null;
  }

  /** Where frames came in by ports of bridges. */
  List<Rounds.Visit> visits() {
    return visits;
  }

  void visited(Rounds.Visit visit) {
    if (visits.isEmpty()) {
      visits = new ArrayList<>(1);
    }
    visits.add(visit);
  }

  int tick() {
    return tick;
  }

  Flow flow() {
    return flow;
  }

  int packet() {
    return packet;
  }

  String namespace() {
    return namespace;
  }

  boolean isOf(Recorder other) {
    return recorder == other;
  }

  /** The step written last, as a parent for what it causes. */
  Hop.Parent here() {
    return new Hop.Parent(id, steps.size() - 1);
  }

  void add(Step step, @Nullable Skb before, @Nullable Skb after) {
    recorder.budget().step(step);
    steps.add(new Hop.Happening(recorder.nextSeq(), step, before, after));
  }

  Hop build() {
    return new Hop(id, parent, tick, timeMillis, flow, packet, namespace, steps);
  }
}
