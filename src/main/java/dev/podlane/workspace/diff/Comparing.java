package dev.podlane.workspace.diff;

import dev.podlane.cluster.Cluster;
import dev.podlane.net.addr.Protocol;
import dev.podlane.notation.Expectation;
import dev.podlane.workspace.PlainProbe;
import dev.podlane.workspace.PolicyAnswer;
import dev.podlane.workspace.pairs.TimeLimit;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A comparison under way. */
final class Comparing {
  private final OneSide before;
  private final OneSide after;
  private final BooleanSupplier wanted;
  private final TimeLimit end;
  private long pairs;
  private long notCompared;
  private int compared;
  private int walked;
  private int notWalked;

  Comparing(OneSide before, OneSide after, BooleanSupplier wanted, TimeLimit end) {
    this.before = before;
    this.after = after;
    this.wanted = wanted;
    this.end = end;
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
      pairs(sameCommands() ? concern : concern.withCommands(commanded()), changes);
    }
    return new Summary(pairs, compared, walked, notCompared, notWalked);
  }

  private boolean sameCommands() {
    return before.commands().equals(after.commands());
  }

  /** Network namespaces with commands or cables that one side has and the other has not. */
  private Set<String> commanded() {
    Set<String> all = new TreeSet<>();
    before.commands().stream()
        .filter(each -> !after.commands().contains(each))
        .forEach(each -> all.add(each.where()));
    after.commands().stream()
        .filter(each -> !before.commands().contains(each))
        .forEach(each -> all.add(each.where()));
    return all;
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
    Crowds crowds = new Crowds(before, after, concern.touched());
    for (String to : destinations) {
      Set<PairEnds.Door> doors = new LinkedHashSet<>(before.ends().doors(to));
      doors.addAll(after.ends().doors(to));
      Set<String> from = to.startsWith(PairEnds.BALANCER) ? Set.of(PairEnds.OUTSIDE) : senders;
      pairs += (long) doors.size() * from.size();
      for (PairEnds.Door door : doors) {
        for (String each : from) {
          Pair pair = new Pair(each, to, door.protocol(), door.port());
          if (concern.has(pair)) {
            pair(pair, door, crowds, concern.policiesOnly()).forEach(changes);
          }
        }
      }
    }
  }

  /** Compares examples of the pods of a pair; what all of them say is said of the pair. */
  private List<Change> pair(Pair pair, PairEnds.Door door, Crowds crowds, boolean policiesOnly) {
    Map<Answer, Change> found = new LinkedHashMap<>();
    boolean hasSame = false;
    List<Crowd.Kind> senders = crowds.of(pair.from()).kinds();
    List<Crowd.Kind> receivers = crowds.of(pair.to()).kinds();
    long left = (long) senders.size() * receivers.size();
    for (Crowd.Kind from : senders) {
      for (Crowd.Kind to : receivers) {
        if (compared >= Comparison.MOST_PAIRS) {
          notCompared += left;
          return List.copyOf(found.values());
        }
        left--;
        for (Crowd.Example each : Crowd.examples(from, to, !policiesOnly)) {
          Change change = change(pair, each, to.hadDoor(door), to.hasDoor(door), policiesOnly);
          if (change == null) {
            hasSame = true;
          } else {
            found.putIfAbsent(Answer.of(change), change);
          }
        }
      }
    }
    boolean isOne = found.size() == 1 && !hasSame;
    return isOne
        ? found.values().stream().map(change -> change.of(pair)).toList()
        : List.copyOf(found.values());
  }

  /** The parts of a change by which examples are told apart. */
  private record Answer(
      Change.Kind kind,
      boolean wasThere,
      boolean isThere,
      @Nullable String was,
      @Nullable String is,
      PolicyAnswer.@Nullable Verdict policyWas,
      PolicyAnswer.@Nullable Verdict policyIs) {
    static Answer of(Change change) {
      Side before = change.before();
      Side after = change.after();
      return new Answer(
          change.kind(),
          before.isThere(),
          after.isThere(),
          before.result(),
          after.result(),
          before.policy() == null ? null : before.policy().verdict(),
          after.policy() == null ? null : after.policy().verdict());
    }
  }

  private @Nullable Change change(
      Pair pair, Crowd.Example example, boolean hadDoor, boolean hasDoor, boolean policiesOnly) {
    Pair earlier = named(pair, example.from().before(), example.to().before(), hadDoor);
    Pair later = named(pair, example.from().after(), example.to().after(), hasDoor);
    if (!wanted.getAsBoolean() || (earlier == null && later == null)) {
      return null;
    }
    compared++;
    PolicyAnswer was = earlier == null ? null : before.policy(earlier);
    PolicyAnswer is = later == null ? null : after.policy(later);
    boolean sameWay = policiesOnly && earlier != null && later != null;
    if (sameWay && was != null && is != null && was.verdict() == is.verdict()) {
      return null;
    }
    boolean isWalked = pair.protocol() != Protocol.SCTP;
    if (isWalked && (walked >= Comparison.MOST_WALKS || end.isOver())) {
      notWalked++;
      isWalked = false;
    }
    walked += isWalked ? 1 : 0;
    Side sideBefore = before.side(earlier, was, isWalked);
    Side sideAfter = after.side(later, is, isWalked);
    Change.Kind kind = Change.kind(sideBefore, sideAfter);
    return kind == null
        ? null
        : new Change(
            kind,
            new Pair(example.from().text(), example.to().text(), pair.protocol(), pair.port()),
            null,
            sideBefore,
            sideAfter);
  }

  private static @Nullable Pair named(
      Pair pair, @Nullable String from, @Nullable String to, boolean hasDoor) {
    return from == null || to == null || !hasDoor
        ? null
        : new Pair(from, to, pair.protocol(), pair.port());
  }
}
