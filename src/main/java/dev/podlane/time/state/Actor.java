package dev.podlane.time.state;

import java.util.Locale;

/**
 * Those who act. Within one moment they act in this order (rule 150): the API server first, then
 * its watchers.
 */
public enum Actor {
  USER("user"),
  NODE_LIFECYCLE("node-lifecycle-controller"),
  TAINT_EVICTION("taint-eviction-controller"),
  POD_GC("pod-garbage-collector"),
  DEPLOYMENT("deployment-controller"),
  REPLICA_SET("replicaset-controller"),
  STATEFUL_SET("statefulset-controller"),
  DAEMON_SET("daemonset-controller"),
  JOB("job-controller"),
  CRON_JOB("cronjob-controller"),
  SCHEDULER("kube-scheduler"),
  ENDPOINT_SLICE("endpointslice-controller"),
  KUBELET("kubelet"),
  KUBE_PROXY("kube-proxy"),
  DRAIN("kubectl drain");

  private final String text;

  Actor(String text) {
    this.text = text;
  }

  /** The name by which people know it. */
  public String text() {
    return text;
  }

  /** The last part of a message's key: {@code replica-set}. */
  public String key() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
