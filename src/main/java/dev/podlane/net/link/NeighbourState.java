package dev.podlane.net.link;

/** States of a neighbour entry (NUD_*, net/neighbour.h). */
public enum NeighbourState {
  INCOMPLETE,
  REACHABLE,
  STALE,
  FAILED,
  PERMANENT
}
