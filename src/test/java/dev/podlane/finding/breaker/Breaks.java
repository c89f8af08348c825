package dev.podlane.finding.breaker;

import java.util.List;
import java.util.stream.Stream;

/** All faults. */
final class Breaks {
  static final List<Break> ALL =
      Stream.of(
              ServiceBreaks.ALL, AddressBreaks.ALL, PodBreaks.ALL, HttpBreaks.ALL, PolicyBreaks.ALL)
          .flatMap(List::stream)
          .toList();

  private Breaks() {}
}
