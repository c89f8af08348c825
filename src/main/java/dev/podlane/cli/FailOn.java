package dev.podlane.cli;

import dev.podlane.answer.DiffView.SummaryView;

/** The changes that are not as expected. */
enum FailOn {
  /** Pairs and probes that are not delivered any more. */
  LOST,
  /** Those that are delivered now. */
  NEW,
  /** Every change. */
  ANY;

  boolean isIn(SummaryView summary) {
    return switch (this) {
      case LOST -> summary.lost() > 0;
      case NEW -> summary.added() > 0;
      case ANY -> summary.lost() + summary.added() + summary.other() > 0;
    };
  }
}
