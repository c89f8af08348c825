package dev.podlane.trace.memory;

import dev.podlane.net.addr.Ip;
import dev.podlane.net.filter.Hook;

/**
 * The fields that the fragments of one packet share (struct frag_v4_compare_key).
 *
 * @param namespace namespace that reassembles them
 * @param user subsystem that reassembles them
 * @param source sender's address
 * @param destination receiver's address
 * @param protocol protocol number of the payload
 * @param id IPv4 identification
 */
public record FragmentKey(
    String namespace, User user, Ip source, Ip destination, int protocol, int id) {
  /**
   * The subsystem that reassembles fragments; each has queues of its own (enum ip_defrag_users).
   */
  public enum User {
    LOCAL_DELIVERY,
    INCOMING,
    OUTGOING;

    /** Connection tracking at a hook. */
    public static User at(Hook hook) {
      return hook == Hook.OUTPUT ? OUTGOING : INCOMING;
    }
  }
}
