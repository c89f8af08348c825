package dev.podlane.net.conntrack;

import org.jspecify.annotations.Nullable;

/**
 * A packet's connection, as the packet carries it inside one host (skb_nfct).
 *
 * @param namespace namespace that tracks it
 * @param id number within the run; 0 for a packet that is not to be tracked
 * @param relation relation of the packet to the connection
 * @param reply true if it goes against the direction of the first packet
 */
public record ConnectionRef(String namespace, long id, Relation relation, boolean reply) {
  /** The relation of a packet to a connection (enum ip_conntrack_info). */
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

  /**
   * Returns the reference for a packet that a host makes in response to another: it belongs to the
   * same connection, in the opposite direction, confirmed or not (nf_ct_attach in
   * net/netfilter/core.c).
   *
   * @param ref of the packet; none if it carries no connection
   */
  public static @Nullable ConnectionRef attached(@Nullable ConnectionRef ref) {
    return ref == null || ref.relation() == Relation.UNTRACKED
        ? ref
        : new ConnectionRef(ref.namespace(), ref.id(), Relation.RELATED, !ref.reply());
  }
}
