package dev.podlane.time.template;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Reactions of a process to its stop signal (rule 244). */
public enum StopBehaviour {
  /** Closes its listeners at once and ends later: nginx at SIGQUIT. */
  CLOSE,
  /** Ends at once: nginx at SIGTERM. */
  EXIT,
  /** Goes on serving until it is killed: a shell as the first process, without a trap. */
  IGNORE;

  /** As the annotation {@code podlane.dev/on-stop} writes it. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The behaviour that is written so; empty if none is. */
  public static Optional<StopBehaviour> of(String text) {
    return Stream.of(values()).filter(each -> each.text().equals(text)).findFirst();
  }
}
