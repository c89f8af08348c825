package dev.podlane.time.server;

import dev.podlane.cluster.object.ObjectRef;
import dev.podlane.cluster.service.EndpointSlice;
import dev.podlane.cluster.service.Service;
import dev.podlane.time.state.Actor;
import dev.podlane.time.state.AddressPool;
import dev.podlane.time.state.Base;
import dev.podlane.time.state.ContainerRun;
import dev.podlane.time.state.Due;
import dev.podlane.time.state.Entry;
import dev.podlane.time.state.NodeState;
import dev.podlane.time.state.PodIndex;
import dev.podlane.time.state.PodState;
import dev.podlane.time.state.ProxyState;
import dev.podlane.time.state.Settings;
import dev.podlane.time.state.State;
import dev.podlane.time.state.WorkloadIndex;
import dev.podlane.time.state.WorkloadState;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pcollections.PMap;
import org.pcollections.PSortedSet;

/**
 * The API server while time passes: it keeps the objects, and those who watch them hear of a change
 * one {@code watch} later (rules 147, 148). It also keeps what is true on the nodes, which nobody
 * is told. Not thread-safe.
 */
public final class ApiServer {
  private final Notes notes = new Notes();
  private final Watches watches = new Watches(this);
  private Base base;
  private Settings settings;
  private long now;
  private long serial;
  private PodIndex pods;
  private WorkloadIndex workloads;
  private PMap<String, NodeState> nodes;
  private PMap<String, List<EndpointSlice>> slices;
  private PMap<String, ProxyState> proxies;
  private PMap<String, AddressPool> pools;
  private PSortedSet<Due> queue;

  /** Goes on from a state. */
  public ApiServer(State from) {
    base = from.base();
    settings = from.settings();
    now = from.now();
    serial = from.serial();
    pods = from.pods();
    workloads = from.workloads();
    nodes = from.nodes();
    slices = from.slices();
    proxies = from.proxies();
    pools = from.pools();
    queue = from.queue();
  }

  /** The state it has now. */
  public State state() {
    return new State(
        now, base, settings, pods, workloads, nodes, slices, proxies, pools, queue, serial);
  }

  /** The moment, in milliseconds. */
  public long now() {
    return now;
  }

  /** Delays and periods. */
  public Settings settings() {
    return settings;
  }

  /** Delays and periods are others from now on. */
  public void set(Settings other) {
    settings = other;
    notes.change();
  }

  /** The objects that no controller changes. */
  public Base base() {
    return base;
  }

  /** The objects that no controller changes are others from now on. */
  public void set(Base other) {
    base = other;
    notes.change();
  }

  /** Finds anew the Services that select pods. */
  public void reindex() {
    pods = pods.reindexed(base);
  }

  /** Time passes, up to a moment; it never goes back. */
  public void passTo(long moment) {
    now = Math.max(now, moment);
  }

  /** A number that nothing has had. */
  public long nextSerial() {
    return ++serial;
  }

  /** Everything that has happened since somebody last took note of it. */
  public Notes notes() {
    return notes;
  }

  /** Something has happened that a reader of the time line should know. */
  public void tell(
      Actor actor, String on, ObjectRef object, int rule, String code, String... args) {
    notes.tell(new Entry(now, actor, on, object, code, List.of(args), rule));
  }

  /** Somebody will look at something at a moment, in milliseconds; never if it will not come. */
  public void wake(Actor actor, String key, long at) {
    if (at != ContainerRun.NEVER) {
      queue = queue.plus(new Due(Math.max(at, now), actor, key));
    }
  }

  /** The next that is due; null if nothing is. */
  public @Nullable Due next() {
    return queue.isEmpty() ? null : queue.first();
  }

  /** It has been looked at. */
  public void take(Due due) {
    queue = queue.minus(due);
  }

  /** The pod of that {@code namespace/name}; empty if there is none. */
  public Optional<PodState> pod(String path) {
    return Optional.ofNullable(pods.pods().get(path));
  }

  /** All pods, in no order. */
  public Collection<PodState> pods() {
    return pods.pods().values();
  }

  /** The pods that an object controls, oldest first. */
  public List<PodState> controlledBy(ObjectRef controller) {
    return pods.controlledBy(controller);
  }

  /** The pods of a node, oldest first. */
  public List<PodState> podsOn(String node) {
    return pods.on(node);
  }

  /** Returns the number of pods of a node. */
  public int countOn(String node) {
    return pods.countOn(node);
  }

  /** The pods that have no node, oldest first. */
  public List<PodState> pending() {
    return pods.pending();
  }

  /** The pods that a Service selects, oldest first. */
  public List<PodState> members(String service) {
    return pods.members(service);
  }

  /** Creates a pod, or changes it. Watchers hear of it if its object differs. */
  public void write(PodState pod) {
    PodState before = pods.pods().get(pod.path());
    pods = pods.with(base, before, pod);
    notes.touch(pod.path());
    if (before == null || !before.isSameObject(pod)) {
      watches.changed(before, pod);
    }
  }

  /** The object of a pod is gone. */
  public void remove(PodState pod) {
    pods = pods.with(base, pod, null);
    notes.touch(pod.path());
    watches.changed(pod, null);
  }

  /** The Services that select a pod. */
  List<String> selecting(@Nullable PodState pod) {
    return PodIndex.selecting(base, pod);
  }

  /** A workload by {@code KIND namespace/name}; empty if there is none. */
  public Optional<WorkloadState> workload(String key) {
    return Optional.ofNullable(workloads.get(key));
  }

  /** All workloads, in no order. */
  public Collection<WorkloadState> workloads() {
    return workloads.all().values();
  }

  /** The workloads that a workload controls, oldest first. */
  public List<WorkloadState> children(WorkloadState owner) {
    return workloads.children(owner);
  }

  /** Creates a workload, or changes it. */
  public void write(WorkloadState workload) {
    if (!workload.equals(workloads.get(workload.key()))) {
      workloads = workloads.with(workload);
      notes.change();
      watches.changed(workload);
    }
  }

  /** A workload is gone; its pods stay. */
  public void remove(WorkloadState workload) {
    workloads = workloads.without(workload);
    notes.change();
    watches.changed(workload);
  }

  /** The nodes by name. */
  public PMap<String, NodeState> nodes() {
    return nodes;
  }

  /** A node; empty if there is none of that name. */
  public Optional<NodeState> node(String name) {
    return Optional.ofNullable(nodes.get(name));
  }

  /** Creates a node, or changes it. */
  public void write(NodeState node) {
    NodeState before = nodes.get(node.node().name());
    nodes = nodes.plus(node.node().name(), node);
    notes.change();
    if (before == null || !before.node().equals(node.node())) {
      watches.changed(node);
    }
  }

  /** The object of a node is gone. */
  public void remove(NodeState node) {
    nodes = nodes.minus(node.node().name());
    notes.change();
    watches.changed(node);
  }

  /** The slices of every Service by {@code namespace/name}. */
  public PMap<String, List<EndpointSlice>> slices() {
    return slices;
  }

  /**
   * The slices of a Service are these now. kube-proxy does not watch those of Services that it
   * makes no rules for, headless ones above all (cmd/kube-proxy/app/server.go).
   */
  public void write(String service, List<EndpointSlice> now) {
    PMap<String, List<EndpointSlice>> before = slices;
    slices = slices.plus(service, now);
    notes.change();
    Service of = base.service(service);
    if (of == null || of.isProxied()) {
      watches.sliced();
      return;
    }
    for (Map.Entry<String, ProxyState> each : proxies.entrySet()) {
      proxies = proxies.plus(each.getKey(), each.getValue().besides(service, before, slices));
    }
  }

  /** The kube-proxies: those in step as {@link State#ALL}, the others by node. */
  public PMap<String, ProxyState> proxies() {
    return proxies;
  }

  /** A kube-proxy has changed; nobody is told. */
  public void write(String node, ProxyState proxy) {
    proxies = proxies.plus(node, proxy);
    notes.change();
  }

  /** The addresses of a node; empty if it has no block. */
  public Optional<AddressPool> pool(String node) {
    return Optional.ofNullable(pools.get(node));
  }

  /** The addresses of a node have changed. */
  public void write(String node, AddressPool pool) {
    pools = pools.plus(node, pool);
    notes.change();
  }
}
