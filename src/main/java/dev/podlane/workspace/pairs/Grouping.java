package dev.podlane.workspace.pairs;

/** The pods that share a row and a column. */
public enum Grouping {
  /** Those of a Deployment, StatefulSet and so on; a pod that no workload brings is alone. */
  WORKLOAD,
  /** Those of a Kubernetes namespace. */
  NAMESPACE,
  /** Those that no policy can tell apart. */
  CLASS
}
