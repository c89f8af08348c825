package dev.podlane.workspace;

import dev.podlane.cluster.Cluster;
import dev.podlane.cluster.object.ObjectRef;
import dev.podlane.compile.Compiled;
import dev.podlane.compile.ContainerInfo;
import dev.podlane.compile.NamespaceInfo;
import dev.podlane.compile.Origins;
import dev.podlane.document.DocumentException;
import dev.podlane.document.Problem;
import dev.podlane.document.read.Documents;
import dev.podlane.document.read.Read;
import dev.podlane.finding.Findings;
import dev.podlane.net.ns.Network;
import dev.podlane.notation.Expectation;
import dev.podlane.notation.Expectations;
import dev.podlane.notation.ProbeCase;
import dev.podlane.time.Course;
import dev.podlane.trace.Probe;
import dev.podlane.trace.memory.Memory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;

/**
 * An opened cluster: documents, read once; the state they and the events about their objects ask
 * for; and the network, with every command carried out. Immutable: a change gives another one that
 * shares the unchanged parts. Thread-safe.
 */
public final class Workspace {
  /** The largest number of events carried out; further edits are refused. */
  public static final int MOST_EDITS = Replay.MOST;

  private final Layers layers;
  private final Replay replay;
  private final Network network;
  private final Targets targets;
  private final Diagnosis diagnosis = new Diagnosis();

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
   * Opens documents that have been read.
   *
   * @param file name of its source as the user knows it; may be empty
   * @throws DocumentException if no document holds an object
   */
  public static Workspace open(String file, Read read) {
    return new Workspace(Layers.open(file, read));
  }

  /**
   * Returns the same documents with other events behind those written in them. Common work is not
   * repeated: commands continue from the first difference of the lists, and documents are settled
   * and compiled anew only if the events about objects differ.
   *
   * @param edits everything that was asked for, in order
   */
  public Workspace with(List<Edit> edits) {
    return new Workspace(layers.with(edits));
  }

  /** Returns true if {@link #at} has nothing to settle and compile. */
  public boolean isNearAt(int number) {
    return layers.isNearAt(number);
  }

  /** Bytes of memory, estimated: 5 KB for each namespace, 3 KB for each object (measured). */
  public long weight() {
    return layers.weight();
  }

  /**
   * Returns this cluster with one more event, whose id is not in use, behind the others; {@link
   * #last()} gives its result.
   */
  public Workspace with(Edit edit) {
    List<Edit> all = new ArrayList<>(layers.asked());
    all.add(edit);
    return with(all);
  }

  /**
   * An event as it may be kept: without values that are blanked in documents.
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

  /**
   * This cluster at a moment of its time line.
   *
   * @param millis since its beginning
   */
  public Workspace atMoment(long millis) {
    return layers.isStill() ? this : new Workspace(layers.atMoment(millis));
  }

  /** The course of time; empty for a Linux network. */
  public Optional<Course> course() {
    return layers.course();
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

  /** Returns the result of the last event; empty if there is none. */
  public Optional<Happened> last() {
    int size = replay.steps().size();
    return size == 0 ? Optional.empty() : Optional.of(Happened.of(replay.steps().get(size - 1)));
  }

  /** Returns true if there is room for another edit. */
  public boolean takesEdits() {
    return layers.effective().size() < Replay.MOST;
  }

  /** Tries commands, or the change of a cable, after all events. This workspace does not change. */
  public Happened tried(Event event) {
    return Happened.of(Replay.once(Edit.asked("", event, Instant.EPOCH), network()));
  }

  /** Returns the object that a namespace stands for; empty if there is no cluster. */
  public Optional<NamespaceInfo> info(String namespace) {
    Compiled compiled = replay.desired().compiled();
    return compiled == null ? Optional.empty() : compiled.structure().namespace(namespace);
  }

  /** The objects in each namespace and on each machine. */
  public Residents residents() {
    return new Residents(replay.desired().names(), network);
  }

  /** The origins of the elements of namespaces. */
  public Origins origins() {
    Compiled compiled = replay.desired().compiled();
    return compiled == null ? Origins.NONE : compiled.provenance();
  }

  /** The input that each element comes from, by id; rules of so many chains a table at most. */
  public Map<String, ElementCause> causes(String namespace, int chains) {
    ObjectRef description = layers.description().orElse(null);
    return new ElementCauses(replay, description).of(namespace, origins(), chains);
  }

  /** Containers of Docker engines. */
  public List<ContainerInfo> containers() {
    Compiled compiled = replay.desired().compiled();
    return compiled == null ? List.of() : compiled.containers();
  }

  /** Names of values that are kept though secrets are common there, by the kind of their place. */
  public SortedMap<String, SortedSet<String>> kept() {
    return layers.kept();
  }

  /** The expectations that stand in the documents, in their order. */
  public List<Expectation> expectations() {
    return Expectations.read(replay.desired().documents(), problem -> {});
  }

  /** Returns the problems of the documents, in their order. */
  public List<Problem> problems() {
    return layers.problems();
  }

  /** The findings of the cluster as it is, made when they are first asked; none without one. */
  public Findings findings() {
    return diagnosis.of(this);
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
   * As {@link #walk}, each probe being sent when its walk is requested.
   *
   * @param wanted asked now and then during a walk; once it is false, the walk is cancelled
   * @throws TargetException naming the first probe whose names cannot be resolved
   */
  public WalkRun run(List<ProbeRequest> requests, BooleanSupplier wanted) {
    return WalkRun.of(this, requests, new Memory(), wanted);
  }

  /** This network with its cluster changed, and compiled anew; the same without a cluster. */
  Workspace with(UnaryOperator<Cluster> change) {
    return cluster().map(known -> new Workspace(layers.of(change.apply(known)))).orElse(this);
  }

  /** This cluster with parts beyond the gateway. */
  Workspace withOutside(Beyond beyond) {
    return beyond.isEmpty() ? this : new Workspace(layers, targets.withOutside(network, beyond));
  }

  Targets targets() {
    return targets;
  }

  Desired desired() {
    return replay.desired();
  }

  /**
   * Resolves the two names of a probe.
   *
   * @throws TargetException if a name means nothing, or more than one thing
   */
  public Ends ends(String from, String to) {
    Resolved resolved = targets.resolve(ProbeRequest.ping(from, to));
    Probe probe = resolved.probe();
    return new Ends(probe.namespace(), probe.destination().toString(), resolved.unreached());
  }

  /**
   * Sends probes of the notation one after the other, each with the commands around it, when its
   * walk is requested. Commands change the network for the probes that follow, and only for them.
   *
   * @param moments time at which each is sent, repetitions too, in milliseconds since the first;
   *     empty if they follow one another
   * @param wanted asked now and then during a walk; once it is false, the walk is cancelled
   * @throws TargetException naming the first probe whose sender is not there
   */
  public WalkRun runCases(List<ProbeCase> cases, List<Long> moments, BooleanSupplier wanted) {
    requireSources(cases);
    return WalkRun.ofCases(this, cases, moments, wanted);
  }

  /** Throws a {@link TargetException} unless there are the namespaces that send. */
  public void requireSources(List<ProbeCase> cases) {
    cases.forEach(one -> targets.requireNamespace("src", one.probe().namespace()));
  }
}
