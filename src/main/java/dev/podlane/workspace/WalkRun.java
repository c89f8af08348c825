package dev.podlane.workspace;

import dev.podlane.cluster.http.HttpUrl;
import dev.podlane.cluster.http.StandIn;
import dev.podlane.cluster.object.Assumption;
import dev.podlane.cluster.object.Pod;
import dev.podlane.console.CommandList;
import dev.podlane.console.Console;
import dev.podlane.console.command.Answer;
import dev.podlane.net.ns.Network;
import dev.podlane.notation.ProbeCase;
import dev.podlane.trace.Outcome.Result;
import dev.podlane.trace.Probe;
import dev.podlane.trace.Trace;
import dev.podlane.trace.memory.Memory;
import dev.podlane.trace.record.Budget;
import dev.podlane.trace.walk.Walker;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Probes that are sent in order over one memory, all their names resolved. Not thread-safe. */
public final class WalkRun {
  /** Computing time, in milliseconds, that each probe adds to the allowance of a run. */
  private static final long MILLIS_FOR_EACH = 200;

  private final Workspace opened;
  private final Workspace place;
  private final List<Sending> sendings;
  private final Budget budget;
  private final Memory memory;
  private final Unevaluated judge;
  private final @Nullable NamePlace names;
  private final @Nullable HttpWalk requests;
  private final Beyond beyond;
  private Network network;
  private int sent;

  private WalkRun(
      Workspace opened,
      Workspace place,
      List<Sending> sendings,
      @Nullable NamePlace names,
      Beyond beyond,
      Memory memory,
      BooleanSupplier wanted) {
    this.memory = memory;
    this.beyond = beyond;
    this.opened = opened;
    this.place = place;
    this.network = place.network();
    this.judge = Unevaluated.in(place.desired());
    boolean asks = sendings.stream().anyMatch(each -> each.url() != null);
    this.requests = asks ? place.targets().requests().orElse(null) : null;
    this.sendings = sendings;
    this.names = names;
    int walks = sendings.stream().mapToInt(Sending::walks).sum();
    this.budget = Budget.ofRun(walks, MILLIS_FOR_EACH, wanted);
  }

  /** A run over a memory, which others may have left. */
  static WalkRun of(
      Workspace opened, List<ProbeRequest> requests, Memory memory, BooleanSupplier wanted) {
    List<Pod> dormant = new ArrayList<>();
    List<List<Assumption>> assumed = new ArrayList<>();
    List<@Nullable UrlTarget> urls = new ArrayList<>();
    List<ProbeRequest> connects = new ArrayList<>();
    Urls resolving = opened.targets().urls();
    for (ProbeRequest request : requests) {
      UrlTarget url = HttpUrl.isOne(request.to()) ? resolving.resolve(request) : null;
      urls.add(url);
      connects.add(url == null ? request : url.connect());
      List<Pod> named = opened.targets().resolve(connects.get(connects.size() - 1)).dormant();
      dormant.addAll(named);
      List<Assumption> all = new ArrayList<>(url == null ? List.of() : url.assumed());
      named.forEach(pod -> all.add(Assumption.fired(pod)));
      assumed.add(all);
    }
    Workspace awake = dormant.isEmpty() ? opened : opened.with(known -> known.awake(dormant));
    List<StandIn> standIns = resolving.standIns();
    Workspace standing =
        standIns.isEmpty() ? awake : awake.with(known -> known.standingIn(standIns));
    boolean hasNames =
        connects.stream().anyMatch(each -> standing.targets().resolve(each).lookup() != null);
    NamePlace names = hasNames ? NamePlace.of(standing).orElse(null) : null;
    Workspace named = names == null ? standing : names.place();
    Optional<HttpWalk> asking =
        urls.stream().anyMatch(Objects::nonNull) ? named.targets().requests() : Optional.empty();
    List<Sending> sendings = new ArrayList<>();
    Beyond beyond = Beyond.NOTHING;
    for (ProbeRequest request : requests) {
      int number = sendings.size();
      UrlTarget url = urls.get(number);
      Resolved to = named.targets().resolve(connects.get(number));
      String unknown = url == null ? null : url.missing();
      sendings.add(
          new Sending(
              request,
              to.probe(),
              to.toNamespace(),
              unknown != null ? unknown : missing(to, names),
              List.of(),
              List.of(),
              null,
              url == null || unknown == null ? to.unsimulated() : url.unsimulated(),
              assumed.get(number),
              to.sender(),
              to.lookup(),
              url));
      beyond = beyond.and(to.beyond());
      beyond = names == null ? beyond : beyond.and(names.beyond(to, request.via()));
      if (url != null && asking.isPresent()) {
        beyond = beyond.and(asking.get().outside(url));
      }
    }
    return new WalkRun(opened, named.withOutside(beyond), sendings, names, beyond, memory, wanted);
  }

  /** Code of the fact without which a probe cannot be sent; null if it can. */
  private static @Nullable String missing(Resolved to, @Nullable NamePlace names) {
    boolean isServed = to.lookup() == null || (names != null && names.knows(to));
    return isServed ? to.missing() : NamePlace.NO_NAMES;
  }

  static WalkRun ofCases(
      Workspace place, List<ProbeCase> cases, List<Long> moments, BooleanSupplier wanted) {
    List<Sending> sendings = new ArrayList<>();
    for (ProbeCase one : cases) {
      ProbeRequest request = ProbeRequest.of(one);
      String toNamespace = place.targets().resolve(request).toNamespace();
      for (int i = 0; i < one.repeat(); i++) {
        sendings.add(
            new Sending(
                request,
                one.probe(),
                toNamespace,
                null,
                i == 0 ? one.before() : List.of(),
                i == one.repeat() - 1 ? one.after() : List.of(),
                moments.isEmpty() ? null : moments.get(sendings.size()),
                List.of(),
                List.of(),
                null,
                null,
                null));
      }
    }
    return new WalkRun(place, place, sendings, null, Beyond.NOTHING, new Memory(), wanted);
  }

  /** The cluster with what the probes need: the pod of a CronJob, and hosts outside. */
  public Workspace place() {
    return place;
  }

  /** The parts beyond the gateway that were made. */
  Beyond beyond() {
    return beyond;
  }

  /** The cluster that was asked. */
  public Workspace opened() {
    return opened;
  }

  /** Returns the number of probes, repetitions counted. */
  public int size() {
    return sendings.size();
  }

  /** Returns the number of probes sent. */
  public int sent() {
    return sent;
  }

  /**
   * Sends the next probe and follows it.
   *
   * @throws NoSuchElementException if all have been sent
   * @throws Budget.Cancelled if the walk is no longer wanted
   */
  public Walked next() {
    if (sent == sendings.size()) {
      throw new NoSuchElementException("all probes have been sent");
    }
    budget.requireWanted();
    Sending one = sendings.get(sent++);
    String missing = one.missing();
    if (missing != null) {
      Result result =
          switch (missing) {
            case ServiceEnds.PENDING, NamedPods.NO_NODE, NamedPods.NO_ADDRESS -> Result.PENDING;
            case ServiceEnds.NO_ENDPOINTS -> Result.NXDOMAIN;
            default -> Result.UNKNOWN;
          };
      Trace unsent = Trace.unsent(one.probe(), result, missing);
      return Walked.of(
          one.request(), one.toNamespace(), unsent, memory, one.fronts(), one.assumed());
    }
    run(one.before());
    if (one.moment() != null) {
      memory.passTo(one.moment());
    }
    if (one.request().afterMillis() != null) {
      memory.passSinceLast(one.request().afterMillis());
    }
    Walked walked = walked(one);
    run(one.after());
    return one.url() == null ? walked : answered(one, one.url(), walked);
  }

  /** Follows what is asked for over the connection. */
  private Walked answered(Sending one, UrlTarget url, Walked walked) {
    HttpWalk asking = requests;
    boolean isConnected = walked.lookup() == null || !walked.lookup().attempts().isEmpty();
    return asking == null || !isConnected
        ? walked
        : asking
            .after(url, walked.trace(), probe -> onward(one, probe))
            .map(found -> walked.answered(found.answer(), found.unsimulated()))
            .orElse(walked);
  }

  private Walked onward(Sending one, Probe probe) {
    Trace trace = Walker.walk(network, probe, memory, budget, one.request().floods());
    String to = probe.destination().toString();
    ProbeRequest request = one.request().connecting(to, probe.port()).from(probe.namespace());
    List<String> owners = network.owners(probe.destination());
    String only = owners.size() == 1 ? owners.get(0) : null;
    return Walked.of(request, only, trace, memory, judge.of(trace), List.of());
  }

  private Walked walked(Sending one) {
    if (one.lookup() != null && names != null) {
      NamedWalks.Done done = walks(names, one).walk(one.probe(), one.sender(), one.lookup());
      List<Assumption> assumed = assumed(one, done.trace());
      assumed.addAll(done.lookup().assumed());
      return Walked.of(
              one.request(), done.toNamespace(), done.trace(), memory, done.unsimulated(), assumed)
          .after(done.lookup());
    }
    Trace trace = Walker.walk(network, one.probe(), memory, budget, one.request().floods());
    return Walked.of(
        one.request(), one.toNamespace(), trace, memory, judge.of(trace), assumed(one, trace));
  }

  private List<Assumption> assumed(Sending one, Trace trace) {
    return Assumed.of(place.cluster().orElse(null), one, trace);
  }

  /** Walks to names, over the memory of this run. */
  private NamedWalks walks(NamePlace names, Sending one) {
    return names.walks(
        place.targets().addresses(),
        probe -> Walker.walk(network, probe, memory, budget, one.request().floods()),
        judge::of);
  }

  /**
   * Walks the first probe as far as a step, and answers a command as it would be answered then.
   *
   * @param step number of the last step to walk; the whole walk if it has fewer
   * @throws Budget.Cancelled if the caller does not want the walk any more
   */
  public Answer stateAt(int step, String namespace, String command) {
    Sending one = sendings.get(0);
    Probe probe = one.probe();
    if (one.lookup() != null && names != null) {
      probe = walks(names, one).first(probe, one.sender(), one.lookup()).orElse(null);
    }
    if (one.missing() == null && probe != null && (one.lookup() == null || names != null)) {
      Walker.walkTo(network, probe, memory, budget, one.request().floods(), step);
    }
    return Console.run(network, memory, namespace, command);
  }

  /** Sends all that are left. */
  public List<Walked> rest() {
    return Stream.generate(this::next).limit(sendings.size() - sent).toList();
  }

  /** Gives commands; they change the network for the probes that follow. */
  private void run(List<ProbeCase.CommandLine> commands) {
    for (ProbeCase.CommandLine command : commands) {
      budget.requireWanted();
      CommandList done = command.run(network, memory);
      memory.pass(done.sleptMillis());
      network = done.network();
    }
  }
}
