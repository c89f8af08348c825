package dev.podlane.answer.trace;

import dev.podlane.trace.Flow;
import dev.podlane.trace.Hop;
import dev.podlane.trace.Trace;
import dev.podlane.trace.step.Step;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Segments of a connection whose story is told already: the ACK that completes a handshake, which
 * goes the way of the SYN, and those that fare as an earlier one did. One that is dropped is always
 * told.
 */
final class LaterSegments {
  private final Kind kind;
  private final BitSet folded = new BitSet();
  private final List<List<Hop>> runs = new ArrayList<>();

  private LaterSegments(Kind kind) {
    this.kind = kind;
  }

  /** The reason for which segments are folded. */
  enum Kind {
    /** They complete a handshake, and nothing else is asked for. */
    HANDSHAKE,
    /** They take the way of segments before them. */
    SAME;

    String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  static LaterSegments of(Trace trace, Levels levels) {
    Map<Integer, List<Hop>> packets = new LinkedHashMap<>();
    for (Hop hop : trace.hops()) {
      if (hop.flow() == Flow.CONNECTION) {
        packets.computeIfAbsent(hop.packet(), any -> new ArrayList<>()).add(hop);
      }
    }
    Kind kind = trace.probe().exchange() == null ? Kind.HANDSHAKE : Kind.SAME;
    LaterSegments later = new LaterSegments(kind);
    Set<List<String>> known = new HashSet<>();
    boolean goesOn = false;
    for (List<Hop> packet : packets.values()) {
      boolean isNews = kind == Kind.SAME && known.add(story(packet, levels));
      if (isNews || isLost(packet)) {
        goesOn = false;
      } else {
        later.fold(packet, goesOn);
        goesOn = true;
      }
    }
    return later;
  }

  private void fold(List<Hop> packet, boolean goesOn) {
    if (!goesOn) {
      runs.add(new ArrayList<>());
    }
    runs.get(runs.size() - 1).addAll(packet);
    packet.forEach(hop -> folded.set(hop.id()));
  }

  /** The story of a packet: namespaces and kinds of steps, without their fields. */
  private static List<String> story(List<Hop> packet, Levels levels) {
    List<String> told = new ArrayList<>();
    for (Hop hop : packet) {
      for (int at = 0; at < hop.steps().size(); at++) {
        if (levels.of(hop, at) == Step.Level.STORY) {
          told.add(hop.namespace() + " " + hop.steps().get(at).step().getClass().getSimpleName());
        }
      }
    }
    return told;
  }

  private static boolean isLost(List<Hop> packet) {
    return packet.stream()
        .flatMap(hop -> hop.steps().stream())
        .anyMatch(each -> Levels.isStop(each.step()));
  }

  /** The reason for which they are folded. */
  Kind kind() {
    return kind;
  }

  /** Returns true if the story of a hop is told already. */
  boolean isFolded(Hop hop) {
    return folded.get(hop.id());
  }

  /** The hops of segments that follow one another, which are told as one, in order. */
  List<List<Hop>> runs() {
    return runs;
  }
}
