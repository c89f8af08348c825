package dev.podlane.answer.trace;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * The form in which a walk is written.
 *
 * @param detail level of detail of its steps
 * @param packets location of its packets and tables
 * @param queries true to write the walks of DNS queries, too
 */
public record TraceForm(Detail detail, Packing packets, boolean queries) {
  /** Everything, each step with its packets and tables in place. */
  static final TraceForm WHOLE = new TraceForm(Detail.ROWS, Packing.FULL, false);

  /** The location of the packets of a walk, and at {@code rows} of its tables. */
  public enum Packing {
    /** Each distinct one once, at the end of the trace; steps name it by its index. */
    REFS,
    /** The packet is repeated in each step that sees it. */
    FULL;

    /** The one of this name, as {@link #text} writes it. */
    public static Optional<Packing> named(String name) {
      return Arrays.stream(values()).filter(each -> each.text().equals(name)).findFirst();
    }

    /** Its name in a request. */
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
