package dev.podlane.trace.kernel;

import dev.podlane.net.filter.Branches;
import dev.podlane.net.filter.Branches.Branch;
import dev.podlane.net.filter.RulePlace;
import dev.podlane.net.filter.Ruleset;
import dev.podlane.trace.Probe;
import java.util.Optional;

/** Answers a question of chance so that the packet reaches the address that the probe chose. */
final class ForcedBranch {
  private ForcedBranch() {}

  /**
   * Returns the branch that leads to the chosen address; empty if none does, so that chance
   * decides.
   */
  static Optional<Branch> at(Ruleset ruleset, RulePlace place, Probe.Choice choice) {
    return ruleset.tables().values().stream()
        .filter(table -> table.name().text().equals(place.table()))
        .findFirst()
        .flatMap(
            table ->
                Branches.at(table, place).stream()
                    .filter(branch -> isChosen(branch, choice))
                    .findFirst());
  }

  private static boolean isChosen(Branch branch, Probe.Choice choice) {
    return branch.address().equals(choice.address())
        && (choice.port() == 0 || choice.port() == branch.port());
  }
}
