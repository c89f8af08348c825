package dev.podlane.workspace;

import dev.podlane.cluster.dns.NameAbsence;
import dev.podlane.cluster.dns.Resolution;
import dev.podlane.cluster.dns.ResolvConf;
import dev.podlane.cluster.object.Assumption;
import dev.podlane.cluster.object.ObjectRef;
import dev.podlane.net.addr.Ip;
import dev.podlane.trace.Outcome;
import dev.podlane.trace.Probe;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The resolution of a name by a sender, with the walks of its queries.
 *
 * @param probe the probe that it was resolved for, without a destination
 * @param conf the file that its resolver reads
 * @param resolution names asked for, answers and the end
 * @param walks every query that was sent, those of DNS servers to others between them
 * @param unsimulated parts that are not simulated and could change the answer; then it is unknown
 * @param absence the reason why a name of the cluster does not exist; null if it is another
 * @param leftToNode the pod that asks its node's resolver because it uses the node's network; null
 *     if it does not
 * @param attempts addresses that were connected to, in order
 * @param assumed decisions made for it where the documents leave something open
 */
public record NameLookup(
    Probe probe,
    ResolvConf conf,
    Resolution resolution,
    List<QueryWalk> walks,
    List<Unsimulated> unsimulated,
    @Nullable NameAbsence absence,
    @Nullable ObjectRef leftToNode,
    List<Attempt> attempts,
    List<Assumption> assumed) {
  /** An address that was connected to, and what came of it. */
  public record Attempt(Ip address, Outcome.Result result) {}

  public NameLookup {
    walks = List.copyOf(walks);
    unsimulated = List.copyOf(unsimulated);
    attempts = List.copyOf(attempts);
    assumed = List.copyOf(assumed);
  }

  /**
   * The addresses that the name leads to, in the order of the answer; empty if it leads to none.
   */
  public List<Ip> addresses() {
    return unsimulated.isEmpty() ? resolution.addresses() : List.of();
  }

  /** The same after connections. */
  NameLookup with(List<Attempt> made) {
    return new NameLookup(
        probe, conf, resolution, walks, unsimulated, absence, leftToNode, made, assumed);
  }
}
