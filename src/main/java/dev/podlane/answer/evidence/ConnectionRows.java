package dev.podlane.answer.evidence;

import dev.podlane.answer.Localizer;
import dev.podlane.answer.TraceView.EvidenceView;
import dev.podlane.answer.TraceView.RowView;
import dev.podlane.net.conntrack.ConnectionView;
import dev.podlane.trace.Hop;
import dev.podlane.trace.step.ConnectionStep;
import dev.podlane.trace.step.Step;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The entry of the connection of a step, as {@code conntrack -L} prints it: the tuple of its first
 * packet, and that of replies as they come in. Where the two do not mirror one another, an address
 * is translated.
 */
public final class ConnectionRows {
  private static final List<String> COLUMNS = List.of("tuple", "as conntrack -L prints it");

  private final Localizer words;

  ConnectionRows(Localizer words) {
    this.words = words;
  }

  List<EvidenceView> of(Hop hop, ConnectionStep step) {
    return find(hop, step)
        .map(connection -> List.of(view(hop, step, connection)))
        .orElse(List.of());
  }

  private EvidenceView view(Hop hop, ConnectionStep step, ConnectionView connection) {
    boolean reply = isReply(hop, step);
    boolean translated = connection.sourceTranslated() || connection.destinationTranslated();
    List<RowView> rows =
        List.of(
            row(
                "original",
                connection.original().toString(),
                !reply,
                "evidence.connection.original"),
            row(
                "reply",
                connection.reply().toString(),
                reply,
                "evidence.connection.reply" + (translated ? ".translated" : "")),
            row("#" + connection.id(), connection.toString(), false, "evidence.connection.entry"));
    return new EvidenceView(hop.namespace() + " · conntrack -L", COLUMNS, rows, 0);
  }

  private RowView row(String name, String text, boolean matched, String key) {
    return new RowView(List.of(name, text), matched ? "matched" : "other", words.say(key));
  }

  /** Returns true if the packet goes against the direction of the first one. */
  private static boolean isReply(Hop hop, ConnectionStep step) {
    if (step instanceof ConnectionStep.Translated translated) {
      return translated.undo();
    }
    return step instanceof ConnectionStep.Confirmed
        ? false
        : steps(hop)
            .filter(ConnectionStep.Tracked.class::isInstance)
            .map(ConnectionStep.Tracked.class::cast)
            .map(ConnectionStep.Tracked::reply)
            .findFirst()
            .orElse(false);
  }

  /**
   * The connection of a step. A translation names it by number only; how it stands after the last
   * translation is known when it is confirmed, later in the same stay.
   */
  public static Optional<ConnectionView> find(Hop hop, ConnectionStep step) {
    if (step instanceof ConnectionStep.Tracked tracked) {
      return Optional.of(tracked.connection());
    }
    if (step instanceof ConnectionStep.Confirmed confirmed) {
      return Optional.of(confirmed.connection());
    }
    if (step instanceof ConnectionStep.Translated translated) {
      return byNumber(hop, translated.connection());
    }
    return step instanceof ConnectionStep.ErrorTranslated error
        ? byNumber(hop, error.connection())
        : Optional.empty();
  }

  private static Optional<ConnectionView> byNumber(Hop hop, long number) {
    List<ConnectionView> known =
        steps(hop)
            .flatMap(
                step ->
                    step instanceof ConnectionStep.Tracked tracked
                        ? Stream.of(tracked.connection())
                        : step instanceof ConnectionStep.Confirmed confirmed
                            ? Stream.of(confirmed.connection())
                            : Stream.empty())
            .filter(connection -> connection.id() == number)
            .toList();
    return known.isEmpty() ? Optional.empty() : Optional.of(known.get(known.size() - 1));
  }

  private static Stream<Step> steps(Hop hop) {
    return hop.steps().stream().map(Hop.StepRecord::step);
  }
}
