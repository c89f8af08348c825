package dev.podlane.workspace.diff;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The pods of a workload in both clusters, by kinds that nothing tells apart but their places; or a
 * Service, or a host outside. Changed in place until it is read.
 */
final class Crowd {
  /** Members of a kind that are kept for each place: two, so that one can ask the other. */
  private static final int KEPT = 2;

  /** Places that are tried for two different ones. */
  private static final int TRIED = 2;

  private final Map<Likeness, Kind> kinds = new LinkedHashMap<>();

  /** The looks of a pod in both clusters; null where it is not there. */
  private record Likeness(@Nullable Look before, @Nullable Look after) {}

  /** Pods of one look. */
  static final class Kind {
    private final Map<String, List<Member>> byPlace = new LinkedHashMap<>();
    private final @Nullable Look before;
    private final @Nullable Look after;

    private Kind(@Nullable Look before, @Nullable Look after) {
      this.before = before;
      this.after = after;
    }

    private void add(Member member) {
      List<Member> there = byPlace.computeIfAbsent(member.place(), any -> new ArrayList<>());
      if (there.size() < KEPT) {
        there.add(member);
      }
    }

    /** Returns true if it declares a port in the first cluster. */
    boolean hadDoor(PairEnds.Door door) {
      return before != null && before.doors().contains(door);
    }

    /** Returns true if it declares a port in the second cluster. */
    boolean hasDoor(PairEnds.Door door) {
      return after != null && after.doors().contains(door);
    }
  }

  /** A sender and a receiver. */
  record Example(Member from, Member to) {}

  /** One that has no pods: a Service or a host outside, by the name that it has in probes. */
  static Crowd single(String text, Set<PairEnds.Door> doorsBefore, Set<PairEnds.Door> doorsAfter) {
    Crowd made = new Crowd();
    made.add(
        new Member(text, text, text, ""),
        new Look(0, true, "", doorsBefore, null, ""),
        new Look(0, true, "", doorsAfter, null, ""));
    return made;
  }

  void add(Member member, @Nullable Look before, @Nullable Look after) {
    kinds.computeIfAbsent(new Likeness(before, after), any -> new Kind(before, after)).add(member);
  }

  /** The kinds of its pods. */
  List<Kind> kinds() {
    return List.copyOf(kinds.values());
  }

  /**
   * Examples of two different members of two kinds.
   *
   * @param placed true for one on the same node and one on different nodes, as far as there are
   */
  static List<Example> examples(Kind from, Kind to, boolean placed) {
    List<Example> found = new ArrayList<>();
    for (Map.Entry<String, List<Member>> each : from.byPlace.entrySet()) {
      Example near = example(each.getValue(), to.byPlace.getOrDefault(each.getKey(), List.of()));
      if (near != null) {
        found.add(near);
        break;
      }
    }
    if (!placed && !found.isEmpty()) {
      return found;
    }
    List<String> places = from.byPlace.keySet().stream().limit(TRIED).toList();
    List<String> others = to.byPlace.keySet().stream().limit(TRIED).toList();
    for (String place : places) {
      for (String other : others) {
        if (!place.equals(other)) {
          Example far =
              example(
                  from.byPlace.getOrDefault(place, List.of()),
                  to.byPlace.getOrDefault(other, List.of()));
          if (far != null) {
            found.add(far);
            return found;
          }
        }
      }
    }
    return found;
  }

  private static @Nullable Example example(List<Member> senders, List<Member> receivers) {
    for (Member from : senders) {
      for (Member to : receivers) {
        if (!from.equals(to)) {
          return new Example(from, to);
        }
      }
    }
    return null;
  }
}
