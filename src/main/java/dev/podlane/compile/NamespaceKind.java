package dev.podlane.compile;

import java.util.Locale;

/** What a network namespace of a cluster stands for. */
public enum NamespaceKind {
  /** A node. */
  HOST,
  /** A pod. */
  POD,
  /** A container of a Docker engine, or several that share its namespace. */
  CONTAINER,
  /** The gateway of the node network. */
  ROUTER,
  /** The switch that joins nodes and gateway. */
  SEGMENT;

  /** The name used in documents: lower case. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
