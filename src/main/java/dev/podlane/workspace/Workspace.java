package dev.podlane.workspace;

import dev.podlane.cluster.Cluster;
import dev.podlane.cluster.ObjectRef;
import dev.podlane.cluster.Pod;
import dev.podlane.cluster.Samples;
import dev.podlane.compile.Compiled;
import dev.podlane.compile.ContainerInfo;
import dev.podlane.compile.NamespaceInfo;
import dev.podlane.compile.Origin;
import dev.podlane.document.DocumentException;
import dev.podlane.document.Documents;
import dev.podlane.document.Problem;
import dev.podlane.document.Read;
import dev.podlane.net.addr.Ip;
import dev.podlane.net.ns.Network;
import dev.podlane.notation.ProbeCase;
import dev.podlane.trace.Probe;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.function.BooleanSupplier;

/**
 * An opened cluster: documents, read once; what they and the events about their objects ask for;
 * and the network, with every command carried out. Immutable: a change gives another one that
 * shares what did not change. Safe for use by several threads.
 */
public final class Workspace {
  /** So many events are carried out; there is room for no more. */
  public static final int MOST_EDITS = Replay.MOST;

  private final Layers layers;
  private final Replay replay;
  private final Network network;
  private final Targets targets;

  private Workspace(Layers layers) {
    this(layers, layers.replay().network());
  }

  private Workspace(Layers layers, Network network) {
    this.layers = layers;
    this.replay = layers.replay();
    this.network = network;
    this.targets = new Targets(new Directory(replay.desired().names(), network));
  }

  /**
   * Opens documents.
   *
   * @param file name of their source as the user knows it; may be empty
   * @param text YAML or JSON
   * @throws DocumentException if no document can be read, or none holds an object
   */
  public static Workspace open(String file, String text) {
    return open(file, Documents.read(file, text));
  }

  /**
   * Opens what was read.
   *
   * @param file name of its source as the user knows it; may be empty
   * @throws DocumentException if no document holds an object
   */
  public static Workspace open(String file, Read read) {
    return new Workspace(Layers.open(file, read));
  }

  /** The documents of a sample; empty if there is none of that name. */
  public static Optional<String> sample(String name) {
    return Samples.text(name);
  }

  /**
   * The same documents with other events behind those written in them. What both have in common is
   * not done again: commands continue from where the lists begin to differ, and documents are
   * settled and compiled anew only if other events about objects count.
   *
   * @param edits everything that was asked for, in order
   */
  public Workspace with(List<Edit> edits) {
    return new Workspace(layers.with(edits));
  }

  /** Whether {@link #at} has nothing to settle and compile. */
  public boolean isNearAt(int number) {
    return layers.isNearAt(number);
  }

  /**
   * Bytes of memory, estimated: 5 KB for each network namespace, 3 KB for each object (measured).
   */
  public long weight() {
    return layers.weight();
  }

  /**
   * This cluster with one more event, whose id is not in use, behind the others; {@link #last()}
   * says what became of it.
   */
  public Workspace with(Edit edit) {
    List<Edit> all = new ArrayList<>(layers.asked());
    all.add(edit);
    return with(all);
  }

  /**
   * An event as it may be kept: without what is blanked in documents.
   *
   * @throws ChangeException if it does not apply to the objects there are
   * @throws DocumentException if it brings documents that cannot be read
   */
  public Event withoutSecrets(Event event) {
    return ObjectChanges.withoutSecrets(replay.desired().documents(), event);
  }

  /**
   * This cluster as it was after that many of its events.
   *
   * @param number from 0, as its documents were given but for their events, to the number of {@link
   *     #edits()}
   */
  public Workspace at(int number) {
    return number == layers.effective().size() ? this : new Workspace(layers.at(number));
  }

  /** The settled cluster; none if the documents describe a Linux network without Kubernetes. */
  public Optional<Cluster> cluster() {
    return Optional.ofNullable(replay.desired().cluster());
  }

  /** The LinuxNetwork that was opened; none if it is a cluster. */
  public Optional<ObjectRef> description() {
    return layers.description();
  }

  /** The network a healthy cluster of these documents would have, with all edits carried out. */
  public Network network() {
    return network;
  }

  /** Every event that counts, in order; not all of it may apply any more. */
  public List<AppliedEdit> edits() {
    return replay.applied();
  }

  /** The event of that id among those that stand in the documents, taken back or not. */
  public Optional<Edit> written(String id) {
    return layers.written().stream().filter(edit -> edit.id().equals(id)).findFirst();
  }

  /** What became of the last event; empty if there is none. */
  public Optional<Happened> last() {
    int size = replay.steps().size();
    return size == 0 ? Optional.empty() : Optional.of(Happened.of(replay.steps().get(size - 1)));
  }

  /** Whether there is room for another edit. */
  public boolean takesEdits() {
    return layers.effective().size() < Replay.MOST;
  }

  /** What commands would do behind all events. This workspace stays as it is. */
  public Happened tried(Event.Commands commands) {
    return Happened.of(Replay.once(Edit.asked("", commands, Instant.EPOCH), network()));
  }

  /** What a namespace stands for; empty for a network that was not compiled from a cluster. */
  public Optional<NamespaceInfo> info(String namespace) {
    Compiled compiled = replay.desired().compiled();
    return compiled == null
        ? Optional.empty()
        : Optional.ofNullable(compiled.structure().namespaces().get(namespace));
  }

  /** Where each element of a namespace comes from, by element id. */
  public Map<String, Origin> origins(String namespace) {
    Compiled compiled = replay.desired().compiled();
    return compiled == null ? Map.of() : compiled.provenance().of(namespace);
  }

  /** Containers of Docker engines. */
  public List<ContainerInfo> containers() {
    Compiled compiled = replay.desired().compiled();
    return compiled == null ? List.of() : compiled.containers();
  }

  /**
   * Names of values in the documents that stand where secrets are common and are kept, because the
   * network is read from them; by the kind of their place.
   */
  public SortedMap<String, SortedSet<String>> kept() {
    return layers.kept();
  }

  /** What is wrong with the documents, in their order. */
  public List<Problem> problems() {
    return layers.problems();
  }

  /**
   * Sends probes one after the other; each finds the network as those before left it.
   *
   * @throws TargetException naming the first probe whose names cannot be resolved; none is sent
   *     then
   */
  public List<Walked> walk(List<ProbeRequest> requests) {
    return run(requests, () -> true).rest();
  }

  /**
   * As {@link #walk}, each probe being sent when its walk is asked for.
   *
   * @param wanted asked now and then during a walk; once it is false, the walk is cancelled
   * @throws TargetException naming the first probe whose names cannot be resolved
   */
  public WalkRun run(List<ProbeRequest> requests, BooleanSupplier wanted) {
    return WalkRun.of(this, requests, wanted);
  }

  /** This cluster with pods that wait for their CronJobs; compiles it anew. */
  Workspace awake(Collection<Pod> pods) {
    return new Workspace(layers.awake(pods));
  }

  /** This cluster with hosts outside. */
  Workspace withOutside(List<Ip> addresses) {
    return addresses.isEmpty()
        ? this
        : new Workspace(layers, targets.withOutside(network, addresses));
  }

  Targets targets() {
    return targets;
  }

  Unevaluated judge() {
    return new Unevaluated(replay.desired().cluster(), replay.desired().names());
  }

  /**
   * What the two names of a probe mean.
   *
   * @throws TargetException if a name means nothing, or more than one thing
   */
  public Ends ends(String from, String to) {
    ProbeRequest request =
        new ProbeRequest(from, to, Probe.Protocol.ICMP, null, Probe.DEFAULT_TTL, true, 0);
    Resolved resolved = targets.resolve(request);
    Probe probe = resolved.probe();
    String missing = resolved.outside().isEmpty() ? resolved.missing() : "outside";
    return new Ends(probe.namespace(), probe.destination().toString(), missing);
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
    return runCases(cases, moments, () -> true).rest();
  }

  /**
   * As {@link #walkCases(List, List)}, each probe being sent when its walk is asked for.
   *
   * @param wanted asked now and then during a walk; once it is false, the walk is cancelled
   * @throws TargetException naming the first probe whose sender is not there
   */
  public WalkRun runCases(List<ProbeCase> cases, List<Long> moments, BooleanSupplier wanted) {
    requireSources(cases);
    return WalkRun.ofCases(this, cases, moments, wanted);
  }

  /**
   * Makes sure that there are the namespaces that send.
   *
   * @throws TargetException if one is not there
   */
  public void requireSources(List<ProbeCase> cases) {
    cases.forEach(one -> targets.requireNamespace("src", one.probe().namespace()));
  }
}
