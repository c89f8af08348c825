package dev.podlane.trace.cause;

import dev.podlane.net.addr.Ip;
import dev.podlane.net.filter.Branches;
import dev.podlane.net.filter.Branches.Branch;
import dev.podlane.net.filter.Verdict;
import dev.podlane.net.filter.Verdict.Ending;
import dev.podlane.trace.Flow;
import dev.podlane.trace.Hop;
import dev.podlane.trace.Trace;
import dev.podlane.trace.step.RuleStep;
import java.util.List;

/** Finds the destinations that the request of a finished trace could have been translated to. */
public final class Backends {
  private static final List<Hop.StepRecord> NO_STEPS = List.of();

  private Backends() {}

  /**
   * Returns every destination that the first translation of the request could have chosen, the
   * chosen one among them; empty if nothing translated its destination.
   */
  public static List<Branch> of(Trace trace) {
    for (Hop hop : trace.hops()) {
      for (Hop.StepRecord each : hop.flow() == Flow.REQUEST ? hop.steps() : NO_STEPS) {
        if (each.step() instanceof RuleStep.RulesRead read
            && read.verdict().ending() instanceof Ending.Destination to) {
          return of(read, to);
        }
      }
    }
    return List.of();
  }

  private static List<Branch> of(RuleStep.RulesRead read, Ending.Destination to) {
    List<Verdict.Hit> hits = read.verdict().hits();
    for (int i = hits.size() - 1; i >= 0; i--) {
      List<Branch> branches = Branches.at(read.table(), hits.get(i).place());
      if (branches.size() > 1) {
        return branches;
      }
    }
    Ip only = to.to().first();
    int port = to.to().ports() == null ? 0 : to.to().ports().first();
    return only == null ? List.of() : List.of(new Branch(only, port, 1, 0));
  }
}
