package dev.podlane.net.conntrack;

/**
 * A packet's connection, as the packet carries it inside one host (skb_nfct).
 *
 * @param namespace where it is tracked
 * @param id number within the run; 0 for a packet that is not to be tracked
 * @param relation how the packet stands to it
 * @param reply whether it goes against the direction of the first packet
 */
public record ConnectionRef(String namespace, long id, Relation relation, boolean reply) {
  /** How a packet stands to a connection (enum ip_conntrack_info). */
  public enum Relation {
    /** It begins the connection, or nothing has come back yet. */
    NEW,
    /** Something has come back, or this does. */
    ESTABLISHED,
    /** It is an error about the connection. */
    RELATED,
    /** A rule said that it is not to be tracked. */
    UNTRACKED
  }

  /** The mark of a packet that is not to be tracked. */
  public static ConnectionRef untracked(String namespace) {
    return new ConnectionRef(namespace, 0, Relation.UNTRACKED, false);
  }
}
