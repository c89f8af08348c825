package dev.podlane.terminal;

import dev.podlane.cluster.dns.DnsName;
import dev.podlane.cluster.dns.RecordType;
import dev.podlane.cluster.dns.ResolvConf;
import dev.podlane.console.command.CommandException;
import dev.podlane.net.ns.NetworkNamespace;
import dev.podlane.trace.Outcome;
import dev.podlane.workspace.NameLookup;
import dev.podlane.workspace.ProbeRequest;
import dev.podlane.workspace.QueryWalk;
import dev.podlane.workspace.ResolvedName;
import dev.podlane.workspace.WalkRun;
import dev.podlane.workspace.Walked;
import dev.podlane.workspace.Workspace;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The place in which one program runs: a network namespace of an opened cluster. It collects what
 * the program prints and the probes that it sends. Not thread-safe.
 */
final class Shell {
  private static final int DNS = 53;

  private final Workspace workspace;
  private final NetworkNamespace ns;
  private final Optional<ProbeRequest> watched;
  private final BooleanSupplier wanted;
  private final List<String> lines = new ArrayList<>();
  private final List<ProbeRequest> walks = new ArrayList<>();

  Shell(
      Workspace workspace,
      NetworkNamespace ns,
      Optional<ProbeRequest> watched,
      BooleanSupplier wanted) {
    this.workspace = workspace;
    this.ns = ns;
    this.watched = watched;
    this.wanted = wanted;
  }

  Workspace workspace() {
    return workspace;
  }

  NetworkNamespace ns() {
    return ns;
  }

  /** Prints a line. */
  void say(String line) {
    lines.add(line);
  }

  /** Sends probes one after the other over one memory, and follows them. */
  List<Walked> send(List<ProbeRequest> requests) {
    walks.addAll(requests);
    WalkRun run = workspace.run(requests, wanted);
    List<Walked> all = new ArrayList<>();
    for (int i = 0; i < requests.size(); i++) {
      all.add(run.next());
    }
    return all;
  }

  Walked send(ProbeRequest request) {
    return send(List.of(request)).get(0);
  }

  /** The walk during which a program listens; empty if none was named. */
  Optional<Walked> watch() {
    return watched.map(request -> workspace.run(List.of(request), wanted).next());
  }

  /** Resolves a name to an address, as programs do. */
  @Nullable NameLookup resolve(String name) {
    return resolve(name, RecordType.A);
  }

  /** Resolves a name by queries that walk; null if nothing is known of the servers. */
  @Nullable NameLookup resolve(String name, RecordType type) {
    if (DnsName.tryParse(name).isEmpty()) {
      throw new CommandException("podlane: " + name + " is no name of a host", 1);
    }
    NameLookup lookup = ResolvedName.of(workspace, ns.name(), name, type, wanted).lookup();
    boolean canBeSentAgain = lookup != null && lookup.assumed().isEmpty(); // else nobody is there
    if (lookup != null && canBeSentAgain) {
      for (QueryWalk each : lookup.walks()) {
        if (!each.onward()) {
          walks.add(
              new Sending(each.server(), each.protocol()).withPort(DNS).from(ns.name(), true));
        }
      }
    }
    return lookup;
  }

  /** The text of the pod's resolv.conf; empty on a machine, whose file no document tells. */
  Optional<String> resolvConf() {
    return workspace.residents().in(ns.name()).stream()
        .filter(pod -> !pod.hostNetwork())
        .findFirst()
        .flatMap(pod -> ResolvedName.conf(workspace, pod.ref().namespace(), pod.ref().name()))
        .map(ResolvConf::text);
  }

  /** Outcome as a program sees it; unknown if anything that is not simulated could change it. */
  static Outcome.Result result(Walked walked) {
    return walked.unsimulated().isEmpty()
        ? walked.trace().outcome().result()
        : Outcome.Result.UNKNOWN;
  }

  /** Prints that a walk's outcome is not known, if it is not; the walk itself says why. */
  boolean saysUnknown(Walked walked) {
    Outcome.Result result = result(walked);
    boolean isUnknown =
        result == Outcome.Result.UNKNOWN
            || result == Outcome.Result.PENDING
            || result == Outcome.Result.LOOP;
    if (isUnknown) {
      say("podlane: " + result.text());
    }
    return isUnknown;
  }

  Reply reply(int exitCode) {
    return new Reply(String.join("\n", lines), exitCode, walks);
  }
}
