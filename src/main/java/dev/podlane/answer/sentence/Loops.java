package dev.podlane.answer.sentence;

import dev.podlane.answer.Localizer;
import dev.podlane.answer.TraceView.LoopView;
import dev.podlane.answer.TraceView.StationView;
import dev.podlane.trace.Outcome.Reason;
import dev.podlane.trace.Outcome.Station;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Names the loop that a frame goes round. */
public final class Loops {
  /** More names than this are no help. */
  private static final int MOST_NAMED = 6;

  private Loops() {}

  public static @Nullable LoopView view(Reason reason) {
    if (!(reason instanceof Reason.Loop loop)) {
      return null;
    }
    return new LoopView(
        loop.round().stream()
            .map(at -> new StationView(at.namespace(), at.device(), at.bridge()))
            .toList(),
        loop.copies());
  }

  /** Arguments: the first two bridges or devices on the loop, all of them, and the copies. */
  static String sentence(Localizer words, Reason.Loop loop) {
    Set<String> bridges = new LinkedHashSet<>();
    Set<String> devices = new LinkedHashSet<>();
    for (Station at : loop.round()) {
      devices.add(at.namespace() + "/" + at.device());
      if (at.bridge() != null) {
        bridges.add(at.namespace() + "/" + at.bridge());
      }
    }
    List<String> named = new ArrayList<>(bridges.isEmpty() ? devices : bridges);
    String kind =
        bridges.isEmpty()
            ? "devices"
            : bridges.size() == 1 ? "itself" : bridges.size() == 2 ? "twice" : "ring";
    String first = named.get(0);
    String second = named.get(Math.min(1, named.size() - 1));
    boolean hasMore = named.size() > MOST_NAMED;
    String all =
        String.join(" → ", hasMore ? named.subList(0, MOST_NAMED) : named)
            + (hasMore ? " → …" : "")
            + " → "
            + first;
    return words.say("outcome.loop." + kind, first, second, all, Integer.toString(loop.copies()));
  }
}
