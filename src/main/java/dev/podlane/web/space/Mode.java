package dev.podlane.web.space;

import java.util.Locale;

/** The people a server is for, from {@code podlane.mode}. */
public enum Mode {
  /** One person or a few who trust each other: whoever reaches the server may do everything. */
  LOCAL,
  /** Strangers: a cluster is changed by its owner and by those the owner has given a link. */
  PUBLIC;

  /** The name in settings and answers: {@code local} or {@code public}. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
