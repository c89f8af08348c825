package dev.podlane.finding;

import dev.podlane.finding.scene.Finder;
import dev.podlane.finding.service.HeadlessFinder;
import dev.podlane.finding.service.LocalFinder;
import dev.podlane.finding.service.PendingFinder;
import dev.podlane.finding.service.ReadinessFinder;
import dev.podlane.finding.service.SelectorFinder;
import dev.podlane.finding.service.TargetFinder;
import java.util.List;

/** Every finder, in the order in which findings of one severity are told. */
final class Finders {
  static final List<Finder> ALL =
      List.of(
          new SelectorFinder(),
          new ReadinessFinder(),
          new TargetFinder(),
          new HeadlessFinder(),
          new LocalFinder(),
          new PendingFinder());

  private Finders() {}
}
