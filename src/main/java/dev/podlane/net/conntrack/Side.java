package dev.podlane.net.conntrack;

/** Which end of a packet a translation changes. */
public enum Side {
  SOURCE,
  DESTINATION;

  /** The other end. */
  public Side other() {
    return this == SOURCE ? DESTINATION : SOURCE;
  }
}
