package dev.podlane.workspace.diff;

import dev.podlane.cluster.Cluster;
import dev.podlane.net.addr.Protocol;
import dev.podlane.notation.Expectation;
import dev.podlane.workspace.PlainProbe;
import dev.podlane.workspace.PolicyAnswer;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** A comparison under way. */
final class Comparing {
  private final OneSide before;
  private final OneSide after;
  private final BooleanSupplier wanted;
  private final long deadline;
  private long pairs;
  private long notCompared;
  private int compared;
  private int walked;
  private int notWalked;

  Comparing(OneSide before, OneSide after, BooleanSupplier wanted, long deadline) {
    this.before = before;
    this.after = after;
    this.wanted = wanted;
    this.deadline = deadline;
  }

  /**
   * Runs it.
   *
   * @param changes receives each change as it is found, expectations first
   */
  Summary run(Consumer<Change> changes) {
    expectations(changes);
    Cluster was = before.cluster();
    Cluster is = after.cluster();
    if (was != null && is != null) {
      Concern.Result concern = Concern.of(was, before.ends(), is, after.ends());
      pairs(sameCommands() ? concern : Concern.Result.ALL, changes);
    }
    return new Summary(pairs, compared, walked, notCompared, notWalked);
  }

  private boolean sameCommands() {
    return before.commands().equals(after.commands());
  }

  /** The probes of expectations, each once, whichever cluster it is about. */
  private void expectations(Consumer<Change> changes) {
    Map<PlainProbe, Expectation> all = new LinkedHashMap<>();
    for (OneSide side : List.of(before, after)) {
      for (Expectation each : side.expectations()) {
        all.put(PlainProbe.of(each.from(), each.to(), each.protocol(), each.port()), each);
      }
    }
    all.forEach(
        (probe, expectation) -> {
          Side was = before.walk(probe.request(), null);
          Side is = after.walk(probe.request(), null);
          walked++;
          Change.Kind kind = Change.kind(was, is);
          if (kind != null) {
            changes.accept(new Change(kind, null, expectation, was, is));
          }
        });
  }

  private void pairs(Concern.Result concern, Consumer<Change> changes) {
    Set<String> senders = new TreeSet<>(before.ends().workloads().keySet());
    senders.addAll(after.ends().workloads().keySet());
    Set<String> destinations = new TreeSet<>(before.ends().destinations());
    destinations.addAll(after.ends().destinations());
    for (String to : destinations) {
      Set<PairEnds.Door> was = before.ends().doors(to);
      Set<PairEnds.Door> is = after.ends().doors(to);
      Set<PairEnds.Door> doors = new LinkedHashSet<>(was);
      doors.addAll(is);
      Set<String> from = to.startsWith(PairEnds.BALANCER) ? Set.of(PairEnds.OUTSIDE) : senders;
      pairs += (long) doors.size() * from.size();
      for (PairEnds.Door door : doors) {
        for (String each : from) {
          Pair pair = new Pair(each, to, door.protocol(), door.port());
          if (!each.equals(to) && concern.has(pair)) {
            boolean wasThere = was.contains(door) && before.ends().hasSender(each);
            boolean isThere = is.contains(door) && after.ends().hasSender(each);
            pair(pair, wasThere, isThere, concern.policiesOnly(), changes);
          }
        }
      }
    }
  }

  private void pair(
      Pair pair,
      boolean wasThere,
      boolean isThere,
      boolean policiesOnly,
      Consumer<Change> changes) {
    if (!wanted.getAsBoolean() || (!wasThere && !isThere)) {
      return;
    }
    if (compared >= Comparison.MOST_PAIRS) {
      notCompared++;
      return;
    }
    compared++;
    PolicyAnswer was = wasThere ? before.policy(pair) : null;
    PolicyAnswer is = isThere ? after.policy(pair) : null;
    boolean sameWay = policiesOnly && wasThere && isThere;
    if (sameWay && was != null && is != null && was.verdict() == is.verdict()) {
      return;
    }
    boolean isWalked = pair.protocol() != Protocol.SCTP;
    if (isWalked && (walked >= Comparison.MOST_WALKS || System.nanoTime() > deadline)) {
      notWalked++;
      isWalked = false;
    }
    walked += isWalked ? 1 : 0;
    Side earlier = before.side(pair, wasThere, was, isWalked);
    Side later = after.side(pair, isThere, is, isWalked);
    Change.Kind kind = Change.kind(earlier, later);
    if (kind != null) {
      changes.accept(new Change(kind, pair, null, earlier, later));
    }
  }
}
