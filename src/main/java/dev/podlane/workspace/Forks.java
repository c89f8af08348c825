package dev.podlane.workspace;

import java.util.ArrayList;
import java.util.List;

/** What a cluster that parts from another at a moment has of its events. */
public final class Forks {
  private Forks() {}

  /**
   * The edits of a fork: all but events after the moment, without those that were taken back. Up to
   * that moment its course is the same, as nothing depends on what comes later.
   *
   * @param asked edits of the original, in order
   * @param millis the moment, in milliseconds; what happens at it is part of the fork
   */
  public static List<Event> events(List<Edit> asked, long millis) {
    List<Edit> kept = new ArrayList<>();
    for (Edit edit : asked) {
      if (edit.event() instanceof Event.Withdrawal withdrawn) {
        boolean isAsked = asked.stream().anyMatch(each -> each.id().equals(withdrawn.id()));
        kept.removeIf(
            each ->
                each.id().equals(withdrawn.id()) && each.event().text().equals(withdrawn.wanted()));
        if (!isAsked) {
          kept.add(edit); // it takes back what stands in the documents
        }
      } else if (!(edit.event() instanceof Event.Timed timed && timed.at() > millis)) {
        kept.add(edit);
      }
    }
    return kept.stream().map(Edit::event).toList();
  }
}
