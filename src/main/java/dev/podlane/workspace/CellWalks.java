package dev.podlane.workspace;

import dev.podlane.cluster.Cluster;
import dev.podlane.cluster.object.ObjectRef;
import dev.podlane.cluster.policy.verdict.Verdict;
import dev.podlane.net.addr.Ip;
import dev.podlane.trace.Floods;
import dev.podlane.trace.Probe;
import dev.podlane.trace.cause.Causes;
import dev.podlane.workspace.NewPods.Wanted;
import dev.podlane.workspace.pairs.Cell;
import dev.podlane.workspace.pairs.Column;
import dev.podlane.workspace.pairs.PairPage;
import dev.podlane.workspace.pairs.TimeLimit;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Walks an example of each cell that policies allow. For one answer, by one thread. */
final class CellWalks {
  private final Workspace workspace;
  private final PairPage page;
  private final boolean ipv6;
  private final Set<ObjectRef> policies = new HashSet<>();

  CellWalks(Workspace workspace, Cluster cluster, PairPage page, Ip.Family family) {
    this.workspace = workspace;
    this.page = page;
    this.ipv6 = family == Ip.Family.IPV6;
    cluster.notSimulated().policies().all().forEach(each -> policies.add(each.ref()));
  }

  /**
   * Walks.
   *
   * @param nanos processor time after which no further walk begins
   * @return the walks by the index of their cell; of every cell with a pair that policies allow
   */
  Map<Integer, CellWalk> within(long nanos) {
    TimeLimit end = new TimeLimit(nanos);
    NewPods place = NewPods.in(workspace, wanted());
    Map<Integer, CellWalk> walks = new HashMap<>();
    for (int i = 0; i < page.cells().size(); i++) {
      PairPage.At at = page.cells().get(i);
      Cell.Case allowed = allowed(at.cell());
      if (allowed != null) {
        walks.put(i, end.isOver() ? CellWalk.missing("limit") : walk(at, allowed, place));
      }
    }
    return walks;
  }

  private static Cell.@Nullable Case allowed(Cell cell) {
    return cell.cases().stream()
        .filter(each -> each.verdict() == Verdict.ALLOW)
        .findFirst()
        .orElse(null);
  }

  /** The pods of examples that do not exist yet. */
  private Set<Wanted> wanted() {
    Set<Wanted> wanted = new LinkedHashSet<>();
    for (PairPage.At at : page.cells()) {
      Cell.Case allowed = allowed(at.cell());
      if (allowed != null && allowed.from() == null) {
        wanted.add(Wanted.of(page.rows().get(at.row())));
      }
      if (allowed != null && allowed.to() == null) {
        wanted.add(Wanted.of(page.columns().get(at.column())));
      }
    }
    return wanted;
  }

  private CellWalk walk(PairPage.At at, Cell.Case allowed, NewPods place) {
    Column column = page.columns().get(at.column());
    String from = allowed.from();
    from = from == null ? place.names().get(Wanted.of(page.rows().get(at.row()))) : from;
    String to = allowed.to();
    to = to == null ? place.names().get(Wanted.of(column)) : to;
    if (from == null || to == null) {
      return CellWalk.missing("fact-missing");
    }
    ProbeRequest request =
        new ProbeRequest(
            from,
            to,
            column.protocol(),
            column.port(),
            Probe.DEFAULT_TTL,
            /* cold= */ false,
            /* seed= */ 0,
            /* size= */ null,
            Probe.Discovery.WANT,
            Floods.COUNTED,
            /* sourcePort= */ 0,
            /* exchange= */ null,
            /* afterMillis= */ null,
            /* via= */ null,
            /* endpoint= */ null,
            /* http= */ null,
            ipv6);
    Walked walked;
    try {
      walked = place.place().walk(List.of(request)).get(0);
    } catch (TargetException nobody) {
      return CellWalk.missing("fact-missing");
    }
    return told(walked, place.place());
  }

  private CellWalk told(Walked walked, Workspace place) {
    // What policies say is known already.
    Unsimulated open =
        walked.unsimulated().stream()
            .filter(each -> !policies.contains(each.object()))
            .findFirst()
            .orElse(null);
    if (open != null) {
      String path = open.path().isEmpty() ? null : open.path();
      return CellWalk.unknown(open.code(), open.object(), path);
    }
    String result = walked.trace().outcome().result().text();
    return Causes.of(walked.trace())
        .map(cause -> new CauseOrigins(place).of(walked, cause))
        .map(origin -> new CellWalk(true, result, origin.code(), origin.object(), origin.path()))
        .orElseGet(() -> new CellWalk(true, result, null, null, null));
  }
}
