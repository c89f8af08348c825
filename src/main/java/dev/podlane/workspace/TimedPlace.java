package dev.podlane.workspace;

import dev.podlane.net.ns.Network;
import dev.podlane.time.Moment;
import dev.podlane.time.state.State;
import dev.podlane.trace.memory.Memory;
import dev.podlane.trace.walk.Changing;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A cluster whose time passes under one memory, moment after moment. */
final class TimedPlace implements Changing {
  private final Workspace workspace;
  private final List<Moment> moments;
  private int position;
  private @Nullable Workspace place;
  private @Nullable Network network;
  private Beyond beyond = Beyond.NOTHING;

  TimedPlace(Workspace workspace) {
    this.workspace = workspace;
    this.moments = workspace.course().orElseThrow().moments();
  }

  /** The state of the moment that was passed last. */
  State state() {
    return moments.get(position).state();
  }

  /** The cluster of that moment. */
  Workspace place() {
    Workspace known = place;
    if (known == null) {
      known = workspace.atMoment(state().now());
      place = known;
    }
    return known;
  }

  /** Parts beyond the gateway that are there at every moment. */
  void with(Beyond now) {
    beyond = now;
    network = null;
  }

  /** Those parts. */
  Beyond beyond() {
    return beyond;
  }

  @Override
  public Network network() {
    Network known = network;
    if (known == null) {
      known = place().withOutside(beyond).network();
      network = known;
    }
    return known;
  }

  @Override
  public long next() {
    boolean isLast = position == moments.size() - 1;
    return isLast ? Long.MAX_VALUE : moments.get(position + 1).state().now();
  }

  @Override
  public List<Ended> ended(long moment, Memory memory) {
    return next() > moment
        ? List.of()
        : KernelsOverTime.ended(state(), moments.get(position + 1).state(), memory);
  }

  /** Returns true if a program closes a connection that stands, at some moment up to one. */
  boolean closesAny(long until, Memory memory) {
    for (int at = position + 1; at < moments.size(); at++) {
      State then = moments.get(at).state();
      if (then.now() > until) {
        return false;
      }
      if (!KernelsOverTime.ended(moments.get(at - 1).state(), then, memory).isEmpty()) {
        return true;
      }
    }
    return false;
  }

  /** The states up to the moment that was passed last, the newest first. */
  List<State> past() {
    List<State> past = new ArrayList<>();
    for (int at = position; at >= 0; at--) {
      past.add(moments.get(at).state());
    }
    return past;
  }

  @Override
  public void pass(long moment, Memory memory) {
    while (next() <= moment) {
      Moment then = moments.get(position + 1);
      KernelsOverTime.pass(state(), then.state(), then.touched(), memory);
      position++;
      place = null;
      network = null;
    }
  }
}
