package dev.podlane.compile;

import java.util.Locale;

/** The kinds of network namespaces. */
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
  SEGMENT,
  /** A machine that no cluster speaks of, and of which its devices tell no more. */
  OTHER;

  /** The name used in documents: lower case. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Returns true if it is a namespace inside a machine, not the machine's own. */
  public boolean isInside() {
    return this == POD || this == CONTAINER;
  }
}
