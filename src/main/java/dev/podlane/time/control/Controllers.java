package dev.podlane.time.control;

import dev.podlane.cluster.object.Pod;
import dev.podlane.time.begin.Beginning;
import dev.podlane.time.kubelet.Kubelet;
import dev.podlane.time.server.ApiServer;
import dev.podlane.time.state.Actor;
import dev.podlane.time.state.ContainerRun;
import dev.podlane.time.state.Due;
import dev.podlane.time.state.PodRuntime;
import dev.podlane.time.state.PodState;
import org.pcollections.PSortedSet;

/** Everybody who acts on a time line by themselves. */
public final class Controllers {
  /** So many pods are looked at in the time of another act. */
  private static final int LOOKS = 25;

  private final ApiServer server;
  private final Deployments deployments;
  private final ReplicaSets replicaSets;
  private final StatefulSets statefulSets;
  private final DaemonSets daemonSets;
  private final Jobs jobs;
  private final Scheduling scheduling;
  private final Slices slices;
  private final Proxies proxies;
  private final NodeLifecycle nodes;
  private final PodGc garbage;
  private final Drains drains;
  private final Kubelet kubelet;

  /**
   * Controllers that watch an API server.
   *
   * @param used the sums of nodes that other courses of the cluster know
   */
  public Controllers(ApiServer server, UsedNodes used) {
    this.server = server;
    this.deployments = new Deployments(server);
    this.replicaSets = new ReplicaSets(server);
    this.statefulSets = new StatefulSets(server);
    this.daemonSets = new DaemonSets(server);
    this.jobs = new Jobs(server);
    this.scheduling = new Scheduling(server, used);
    this.slices = new Slices(server);
    this.proxies = new Proxies(server);
    this.nodes = new NodeLifecycle(server);
    this.garbage = new PodGc(server);
    this.drains = new Drains(server);
    this.kubelet = new Kubelet(server);
  }

  /** The kubelets. */
  public Kubelet kubelet() {
    return kubelet;
  }

  /**
   * Returns the share that an act has of the most in a course: 1, and more for a pod with rules
   * about other pods, all of which are looked at.
   */
  public int weight(Due due) {
    boolean looksAtAll =
        due.actor() == Actor.SCHEDULER
            && server
                .pod(due.key())
                .map(pod -> pod.identity().template())
                .filter(each -> each.looksAtOthers() || each.keepsApart())
                .isPresent();
    return looksAtAll ? 1 + server.state().pods().pods().size() / LOOKS : 1;
  }

  /**
   * Returns true if nobody has anything to do, but that kubelets try containers again that failed
   * at the beginning already: that could go on for ever, and changes nothing.
   */
  public boolean isQuiet() {
    PSortedSet<Due> queue = server.state().queue();
    return queue.size() <= Beginning.MOST_TRIED && queue.stream().allMatch(this::isFutile);
  }

  private boolean isFutile(Due due) {
    PodState pod = due.actor() == Actor.KUBELET ? server.pod(due.key()).orElse(null) : null;
    if (pod == null) {
      return false;
    }
    Pod given = pod.identity().given();
    if (given == null || given.traits().readiness().isReady() || pod.deletion() != null) {
      return false;
    }
    PodRuntime runtime = pod.runtime();
    return runtime != null
        && runtime.sandboxes() == 0
        && runtime.all().stream()
            .filter(each -> each.next(server.now()) != ContainerRun.NEVER)
            .allMatch(
                each ->
                    each.state() == ContainerRun.State.WAITING
                        && pod.identity().broken().contains(each.template().name()));
  }

  /** Lets the one who is due look at its object. */
  public void act(Due due) {
    String key = due.key();
    switch (due.actor()) {
      case DEPLOYMENT -> server.workload(key).ifPresent(deployments::sync);
      case REPLICA_SET -> server.workload(key).ifPresent(replicaSets::sync);
      case STATEFUL_SET -> server.workload(key).ifPresent(statefulSets::sync);
      case DAEMON_SET -> server.workload(key).ifPresent(daemonSets::sync);
      case SCHEDULER -> server.pod(key).ifPresent(scheduling::sync);
      case ENDPOINT_SLICE -> slices.sync(key);
      case KUBELET -> kubelet.sync(key);
      case KUBE_PROXY -> proxies.sync(key);
      case NODE_LIFECYCLE -> nodes.monitor(key);
      case TAINT_EVICTION -> nodes.evict(key);
      case DRAIN -> drains.go(key);
      case POD_GC -> garbage.sync(key);
      case JOB -> server.workload(key).ifPresent(jobs::sync);
      case USER, CRON_JOB -> {}
    }
  }
}
