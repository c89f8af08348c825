package dev.podlane.net.conntrack;

/** The end of a packet that a translation changes. */
public enum Side {
  SOURCE,
  DESTINATION;

  /** The other end. */
  public Side other() {
    return this == SOURCE ? DESTINATION : SOURCE;
  }
}
