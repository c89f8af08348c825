package dev.podlane.answer.trace;

import dev.podlane.trace.step.Step;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The levels of detail of a walk. */
public enum Detail {
  /** The main events for a newcomer: decisions, and changes of the packet. */
  STORY(Step.Level.STORY),
  /** Every stage the packets pass, without the tables that were looked at. */
  STAGES(Step.Level.STAGE),
  /** Every table and check, and of each table the rows that were looked at. */
  ROWS(Step.Level.ROW);

  private final Step.Level most;

  Detail(Step.Level most) {
    this.most = most;
  }

  /** The one of this name, as {@link #text} writes it. */
  public static Optional<Detail> named(String name) {
    return Arrays.stream(values()).filter(each -> each.text().equals(name)).findFirst();
  }

  /** Its name in a request. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Returns true if steps of this level are told. */
  boolean tells(Step.Level level) {
    return level.compareTo(most) <= 0;
  }

  /** Returns true if everything is told: tables with their rows, and lists in full. */
  boolean isWhole() {
    return this == ROWS;
  }
}
