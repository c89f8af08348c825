package dev.podlane.answer.topology;

import java.util.List;

/**
 * The part of a topology that a request asks for.
 *
 * @param detail level of detail, if no part is requested by name
 * @param machines names of machines that are wanted with everything on them
 * @param namespaces names of namespaces that are wanted
 * @param from the number of the first machine of a summary, from 0
 */
public record TopologyQuery(
    Detail detail, List<String> machines, List<String> namespaces, int from) {
  /** The largest number of namespaces of a cluster that is drawn whole by default. */
  private static final int SMALL = 400;

  /** The levels of detail of a topology. */
  public enum Detail {
    /** Everything of a small cluster, the machines of a large one. */
    AUTO,
    /** The machines, each as a summary. */
    MACHINES,
    /** Everything. */
    FULL
  }

  public TopologyQuery {
    machines = List.copyOf(machines);
    namespaces = List.copyOf(namespaces);
  }

  boolean isPart() {
    return !machines.isEmpty() || !namespaces.isEmpty();
  }

  boolean isFull(int size) {
    return detail == Detail.FULL || (detail == Detail.AUTO && size <= SMALL);
  }
}
