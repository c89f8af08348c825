package dev.podlane.workspace;

import dev.podlane.cluster.Cluster;
import dev.podlane.cluster.Clusters;
import dev.podlane.cluster.Samples;
import dev.podlane.compile.Compiled;
import dev.podlane.compile.Compiler;
import dev.podlane.compile.ContainerInfo;
import dev.podlane.compile.NamespaceInfo;
import dev.podlane.compile.Origin;
import dev.podlane.console.CommandList;
import dev.podlane.console.Console;
import dev.podlane.document.Document;
import dev.podlane.document.DocumentException;
import dev.podlane.document.Documents;
import dev.podlane.document.Problem;
import dev.podlane.document.Read;
import dev.podlane.net.ns.Network;
import dev.podlane.notation.ConsoleEdits;
import dev.podlane.notation.LinuxNetworks;
import dev.podlane.notation.ProbeCase;
import dev.podlane.notation.Reading;
import dev.podlane.trace.Memory;
import dev.podlane.trace.Probe;
import dev.podlane.trace.Trace;
import dev.podlane.trace.Walker;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An opened cluster. Immutable: a change opens another one. Safe for use by several threads. */
public final class Workspace {
  private final @Nullable Cluster cluster;
  private final Network network;
  private final @Nullable Compiled compiled;
  private final List<Problem> problems;
  private final List<AppliedEdit> edits;
  private final Targets targets;

  private Workspace(
      @Nullable Cluster cluster, @Nullable Compiled compiled, Edits edits, List<Problem> problems) {
    this.cluster = cluster;
    this.compiled = compiled;
    this.network = edits.network();
    this.edits = edits.applied();
    List<Problem> all = new ArrayList<>(problems);
    all.addAll(edits.problems());
    this.problems = List.copyOf(all);
    this.targets = new Targets(new Directory(cluster, containers(), network));
  }

  /**
   * Opens documents.
   *
   * @param file name of their source as the user knows it; may be empty
   * @param text YAML or JSON
   * @throws DocumentException if no document can be read, or none holds an object
   */
  public static Workspace open(String file, String text) {
    Read read = Documents.read(file, text);
    List<Document> documents = read.documents();
    return documents.stream()
        .filter(LinuxNetworks::isNetwork)
        .findFirst()
        .map(network -> ofNetwork(network, read))
        .orElseGet(() -> ofCluster(file, read));
  }

  /** The documents of a sample; empty if there is none of that name. */
  public static Optional<String> sample(String name) {
    return Samples.text(name);
  }

  private static Workspace ofCluster(String file, Read read) {
    List<Document> documents = read.documents();
    Cluster cluster = Clusters.read(documents);
    List<Problem> problems = new ArrayList<>(read.problems());
    problems.addAll(cluster.problems());
    if (!read.hasObject()) {
      problems.add(0, Read.noObject(file));
      throw new DocumentException(problems);
    }
    Compiled compiled = Compiler.compile(cluster);
    problems.addAll(Refusals.problems(cluster, compiled.refusals()));
    return new Workspace(cluster, compiled, Edits.apply(documents, compiled.network()), problems);
  }

  /**
   * A LinuxNetwork says everything itself but for its edits; what else stands beside it is left
   * out, and said.
   */
  private static Workspace ofNetwork(Document network, Read read) {
    List<Document> documents = read.documents();
    Reading reading = LinuxNetworks.read(network);
    List<Problem> problems = new ArrayList<>(read.problems());
    problems.addAll(reading.problems());
    documents.stream()
        .filter(document -> !document.equals(network) && !ConsoleEdits.isEdit(document))
        .map(document -> Problem.warning(document.place(), "network.alone"))
        .forEach(problems::add);
    return new Workspace(null, null, Edits.apply(documents, reading.network()), problems);
  }

  /** The settled cluster; none if the documents describe a Linux network without Kubernetes. */
  public Optional<Cluster> cluster() {
    return Optional.ofNullable(cluster);
  }

  /** The network a healthy cluster of these documents would have, with all edits carried out. */
  public Network network() {
    return network;
  }

  /** What was changed by commands, in order; not all of it may apply any more. */
  public List<AppliedEdit> edits() {
    return edits;
  }

  /** Whether there is room for another edit. */
  public boolean takesEdits() {
    return edits.size() < Edits.MOST;
  }

  /**
   * Gives a command line in a namespace. This workspace stays as it is.
   *
   * @param namespace where the command is given
   * @param line one command line of the tools {@link Console} knows
   */
  public CommandResult run(String namespace, String line) {
    return CommandResult.of(network, Console.run(network, namespace, line));
  }

  /** What a namespace stands for; empty for a network that was not compiled from a cluster. */
  public Optional<NamespaceInfo> info(String namespace) {
    return compiled == null
        ? Optional.empty()
        : Optional.ofNullable(compiled.structure().namespaces().get(namespace));
  }

  /** Where each element of a namespace comes from, by element id. */
  public Map<String, Origin> origins(String namespace) {
    return compiled == null ? Map.of() : compiled.provenance().of(namespace);
  }

  /** Containers of Docker engines. */
  public List<ContainerInfo> containers() {
    return compiled == null ? List.of() : compiled.containers();
  }

  /** What is wrong with the documents, in their order. */
  public List<Problem> problems() {
    return problems;
  }

  /**
   * Sends probes one after the other; each finds the network as those before left it.
   *
   * @throws TargetException naming the first probe whose names cannot be resolved; none is sent
   *     then
   */
  public List<Walked> walk(List<ProbeRequest> requests) {
    List<Targets.Resolved> resolved = requests.stream().map(targets::resolve).toList();
    Memory memory = new Memory();
    List<Walked> walked = new ArrayList<>();
    for (int i = 0; i < resolved.size(); i++) {
      Targets.Resolved one = resolved.get(i);
      String missing = one.missing();
      Trace trace =
          missing == null
              ? Walker.walk(network, one.probe(), memory)
              : Trace.unknown(one.probe(), missing);
      walked.add(Walked.of(requests.get(i), one.toNamespace(), trace, memory));
    }
    return walked;
  }

  /**
   * What the two names of a probe mean.
   *
   * @throws TargetException if a name means nothing, or more than one thing
   */
  public Ends ends(String from, String to) {
    ProbeRequest request =
        new ProbeRequest(from, to, Probe.Protocol.ICMP, null, Probe.DEFAULT_TTL, true, 0);
    Targets.Resolved resolved = targets.resolve(request);
    Probe probe = resolved.probe();
    return new Ends(probe.namespace(), probe.destination().toString(), resolved.missing());
  }

  /**
   * Sends probes of the notation one after the other, each with the commands around it. Commands
   * change the network for the probes that follow, and only for them.
   *
   * @throws TargetException naming the first probe whose sender is not there; none is sent then
   */
  public List<Walked> walkCases(List<ProbeCase> cases) {
    return walkCases(cases, List.of());
  }

  /**
   * As {@link #walkCases(List)}, at certain moments.
   *
   * @param moments when each is sent, repetitions too, in milliseconds since the first; none if
   *     they follow one another
   */
  public List<Walked> walkCases(List<ProbeCase> cases, List<Long> moments) {
    requireSources(cases);
    List<ProbeRequest> requests = cases.stream().map(ProbeRequest::of).toList();
    List<Targets.Resolved> resolved = requests.stream().map(targets::resolve).toList();
    Memory memory = new Memory();
    Network now = network;
    List<Walked> walked = new ArrayList<>();
    for (int i = 0; i < cases.size(); i++) {
      ProbeCase one = cases.get(i);
      now = after(one.before(), now, memory);
      for (int sent = 0; sent < one.repeat(); sent++) {
        if (!moments.isEmpty()) {
          memory.passTo(moments.get(walked.size()));
        }
        Trace trace = Walker.walk(now, one.probe(), memory);
        walked.add(Walked.of(requests.get(i), resolved.get(i).toNamespace(), trace, memory));
      }
      now = after(one.after(), now, memory);
    }
    return walked;
  }

  /**
   * Makes sure that there are the namespaces that send.
   *
   * @throws TargetException if one is not there
   */
  public void requireSources(List<ProbeCase> cases) {
    cases.forEach(one -> targets.requireNamespace("src", one.probe().namespace()));
  }

  private static Network after(
      List<ProbeCase.CommandLine> commands, Network before, Memory memory) {
    Network now = before;
    for (ProbeCase.CommandLine command : commands) {
      CommandList done = command.run(now, memory);
      memory.pass(done.sleptMillis());
      now = done.network();
    }
    return now;
  }
}
