package dev.podlane.time.begin;

import dev.podlane.cluster.Cluster;
import dev.podlane.cluster.object.Node;
import dev.podlane.cluster.object.ObjectRef;
import dev.podlane.cluster.object.Pod;
import dev.podlane.cluster.object.Source;
import dev.podlane.cluster.service.EndpointSlice;
import dev.podlane.net.addr.Ip;
import dev.podlane.time.rollout.ReplicaSetView;
import dev.podlane.time.server.ApiServer;
import dev.podlane.time.state.Actor;
import dev.podlane.time.state.AddressPool;
import dev.podlane.time.state.Base;
import dev.podlane.time.state.ContainerRun;
import dev.podlane.time.state.NodeState;
import dev.podlane.time.state.PodIndex;
import dev.podlane.time.state.PodRuntime;
import dev.podlane.time.state.PodState;
import dev.podlane.time.state.ProxyState;
import dev.podlane.time.state.Settings;
import dev.podlane.time.state.State;
import dev.podlane.time.state.WorkloadIndex;
import dev.podlane.time.state.WorkloadState;
import dev.podlane.time.template.ContainerTemplate;
import dev.podlane.time.template.PodTemplate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;
import org.pcollections.TreePSet;

/** Makes the first moment of a time line. */
public final class Beginning {
  /**
   * The most pods whose failing containers are tried again while something else happens; the others
   * are when something happens to them.
   */
  public static final int MOST_TRIED = 20;

  private final Cluster cluster;
  private final Settings settings;
  private final Map<String, AddressPool> pools = new HashMap<>();

  private Beginning(Cluster cluster, Settings settings) {
    this.cluster = cluster;
    this.settings = settings;
  }

  /** The first moment of a cluster: everything has been as it is for long. */
  public static State of(Cluster cluster, Settings settings) {
    return new Beginning(cluster, settings).state();
  }

  private State state() {
    PMap<String, NodeState> nodes = HashTreePMap.empty();
    for (Node node : cluster.nodes()) {
      nodes = nodes.plus(node.name(), NodeState.of(node));
      if (node.podCidr() != null) {
        pools.put(node.name(), AddressPool.of(node.podCidr()));
      }
    }
    Map<String, List<EndpointSlice>> written = new TreeMap<>();
    for (EndpointSlice slice : cluster.services().slices()) {
      String service = slice.ref().namespace() + "/" + slice.service();
      written.computeIfAbsent(service, any -> new ArrayList<>()).add(slice);
    }
    PMap<String, List<EndpointSlice>> slices = HashTreePMap.empty();
    for (Map.Entry<String, List<EndpointSlice>> each : written.entrySet()) {
      slices = slices.plus(each.getKey(), List.copyOf(each.getValue()));
    }
    State empty =
        new State(
            0,
            new Base(cluster),
            settings,
            PodIndex.NONE,
            WorkloadIndex.NONE,
            nodes,
            slices,
            HashTreePMap.singleton(State.ALL, ProxyState.quiet(slices, settings.proxyBurst())),
            HashTreePMap.empty(),
            TreePSet.empty(),
            0);
    ApiServer server = new ApiServer(empty);
    Owners owners = new Owners(cluster, server);
    owners.writeGiven();
    List<PodState> pods = new ArrayList<>(cluster.pods().size());
    for (Pod pod : cluster.pods()) {
      pods.add(pod(pod, server.nextSerial(), owners));
    }
    State bare = server.state();
    ApiServer whole = new ApiServer(with(bare, PodIndex.of(bare.base(), pods)));
    pools.forEach(whole::write);
    owners.count(whole);
    ApiServer quiet = new ApiServer(quiet(whole.state()));
    pods.stream()
        .filter(each -> !each.identity().broken().isEmpty() && each.runtime() != null)
        .limit(MOST_TRIED)
        .forEach(each -> tryAgain(quiet, each));
    return quiet.state();
  }

  /** The kubelet looks at a pod when a back-off of one of its containers has passed. */
  private static void tryAgain(ApiServer server, PodState pod) {
    PodRuntime runtime = Objects.requireNonNull(pod.runtime());
    server.wake(Actor.KUBELET, pod.path(), runtime.next(0));
  }

  private static State with(State state, PodIndex pods) {
    return new State(
        state.now(),
        state.base(),
        state.settings(),
        pods,
        state.workloads(),
        state.nodes(),
        state.slices(),
        state.proxies(),
        state.pools(),
        state.queue(),
        state.serial());
  }

  /** The state with nothing due: everybody has long since heard of everything. */
  private static State quiet(State state) {
    return new State(
        0,
        state.base(),
        state.settings(),
        state.pods(),
        state.workloads(),
        state.nodes(),
        state.slices(),
        state.proxies(),
        state.pools(),
        TreePSet.empty(),
        state.serial());
  }

  private PodState pod(Pod pod, long serial, Owners owners) {
    WorkloadState controller = owners.controller(pod);
    PodTemplate template = owners.template(pod, controller);
    ObjectRef direct = controller == null ? pod.owner() : controller.ref();
    Source written = cluster.sources().get(pod.ref());
    GivenStatus status = written == null ? GivenStatus.NONE : GivenStatus.of(written.value());
    SortedSet<String> broken = new TreeSet<>(template.behaviour().broken());
    template.containers().stream()
        .filter(status::isBroken)
        .forEach(each -> broken.add(each.name()));
    PodState.Identity identity =
        new PodState.Identity(
            direct,
            pod.owner(),
            template,
            ContainerRun.LONG_AGO,
            pod.traits().hostname(),
            pod.traits().subdomain(),
            null,
            pod.traits().origin(),
            pod,
            Collections.emptySortedSet(),
            broken);
    boolean ready = pod.traits().readiness().isReady();
    PodRuntime runtime = pod.hasNetwork() ? runtime(pod, template, status, ready) : null;
    return new PodState(
        pod.ref(),
        serial,
        identity,
        pod.labels(),
        pod.nodeName(),
        pod.phase(),
        pod.podIp(),
        ready,
        ContainerRun.LONG_AGO,
        pod.traits().terminating() ? new PodState.Deletion(0, template.grace()) : null,
        runtime);
  }

  private PodRuntime runtime(Pod pod, PodTemplate template, GivenStatus status, boolean ready) {
    List<ContainerRun> inits = new ArrayList<>();
    List<ContainerRun> lasting = new ArrayList<>();
    for (ContainerTemplate each : template.containers()) {
      boolean isInit = each.role() == ContainerTemplate.Role.INIT;
      ContainerRun run = status.run(each, ready || each.readiness() == null);
      (isInit ? inits : lasting).add(run);
    }
    hold(pod);
    boolean isInitialized = inits.stream().allMatch(ContainerRun::isDone);
    return PodRuntime.begun(ContainerRun.LONG_AGO, ContainerRun.LONG_AGO)
        .inSandbox(pod.podIp(), isInitialized ? List.of() : inits, lasting);
  }

  private void hold(Pod pod) {
    Ip ip = pod.podIp();
    String node = pod.nodeName();
    AddressPool pool = node == null ? null : pools.get(node);
    if (ip != null && node != null && pool != null && !pod.hostNetwork()) {
      pools.put(node, pool.holding(ip));
    }
  }

  /** The counts of a ReplicaSet whose pods are these. */
  static ReplicaSetView.Counts counts(List<PodState> pods) {
    int active = 0;
    int ready = 0;
    for (PodState pod : pods) {
      active += pod.isActive() ? 1 : 0;
      ready += pod.isActive() && pod.ready() ? 1 : 0;
    }
    return new ReplicaSetView.Counts(active, ready, ready);
  }
}
