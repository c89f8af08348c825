package dev.podlane.net.filter;

import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Protocol;
import java.util.OptionalInt;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The facts about the namespace that rules match, besides the packet itself. */
public interface MatchContext {
  /**
   * Returns the kind of an address.
   *
   * @param device if given, a local address counts as local only if it is of this device
   */
  AddressKind kind(Ip address, @Nullable String device);

  /** The set of that name, if there is one. */
  @Nullable IpSet set(String name);

  /**
   * Counts a rule that was compared with a packet. Jumps can multiply without end, so the walk's
   * implementation throws once it is too much.
   */
  void asked(boolean matched);

  /** Returns true with this probability. */
  boolean chance(RulePlace at, double probability);

  /**
   * Counts a packet and returns the number of those counted at this place before it, from 0; -1
   * where evaluation must have no side effects.
   */
  int count(RulePlace at);

  /**
   * A rule counts a packet.
   *
   * @param at the rule, or a place before the first for the policy of a chain
   * @param ordinal number of the counter among those of the rule, from 0
   * @param octets length of the packet
   */
  default void counted(RulePlace at, int ordinal, int octets) {}

  /** Virtual time in milliseconds. */
  default long now() {
    return 0;
  }

  /** A number from 0 on below a bound: drawn, or how many packets have asked here before. */
  default long number(RulePlace at, boolean drawn, long below) {
    throw new UnsupportedOperationException("nothing is drawn here");
  }

  /** Returns true if a set has learned a key from packets, and not forgotten it again. */
  default boolean hasLearned(SetKey key) {
    return false;
  }

  /**
   * A set learns a key from a packet.
   *
   * @param millis time for which it keeps it, 0 for ever
   * @param refreshes true if one that is known stays so long again
   */
  default void learn(SetKey key, long millis, boolean refreshes) {}

  /** The state that rules remember under a name; null if there is none. */
  default @Nullable RuleState recall(RuleKey key) {
    return null;
  }

  /** The mask of a new list of {@code -m recent}; empty if the rules are not known. */
  default OptionalInt recentMask(String list) {
    return OptionalInt.empty();
  }

  /** Rules remember something under a name from now on. */
  default void remember(RuleKey key, RuleState state) {}

  /**
   * The result of a condition that remembers packets.
   *
   * @param condition the condition
   * @param fresh asks the condition
   * @return the result it had when it was asked, if nothing must change now; else its fresh one
   */
  default Finding once(RulePlace at, Record condition, Supplier<Finding> fresh) {
    return fresh.get();
  }

  /** Returns true if a connection is still tracked, and has not been closed. */
  default boolean isLive(long connection) {
    return false;
  }

  /**
   * A packet for which a rule asks for a way (struct flowi4).
   *
   * @param source null if none is asked for
   * @param in device by which it is taken to have come; null for a packet of this host's own
   * @param out device it must leave by; null if any will do
   * @param tos its type of service
   * @param protocol number of the protocol it carries; 0 if rules for one are to be passed over.
   *     Ports are never asked for.
   */
  record Asked(
      Ip destination,
      @Nullable Ip source,
      @Nullable String in,
      @Nullable String out,
      int mark,
      int tos,
      int protocol) {
    /** An address from which a way can lead: none of groups or of no network (get_saddr). */
    static @Nullable Ip source(Ip address) {
      boolean isNone =
          address.isMulticast() || address.isZeroNet() || address.equals(Ip.LIMITED_BROADCAST);
      return isNone ? null : address;
    }
  }

  /** The kind of way that leads back to the sender of a packet (fib_lookup). */
  default WayBack wayBack(Asked back) {
    return WayBack.NONE;
  }

  /** A way back to a sender. */
  record WayBack(boolean exists, boolean local, String device) {
    /** There is none. */
    public static final WayBack NONE = new WayBack(false, false, "");
  }

  /**
   * The longest packet that fits the way to an address, in octets (dst_mtu).
   *
   * @param out device it leaves by; null if the route is to be looked up
   * @return 65,535 if there is no way, or nothing limits it
   */
  default int mtu(Ip address, @Nullable String out) {
    return 65_535;
  }

  /** The program that reads a queue; null if none is known. */
  default @Nullable QueueProgram queue(int number) {
    return null;
  }

  /** The user id of the programs that send from here; null if it is not known. */
  default @Nullable Integer user() {
    return null;
  }

  /** The address that a socket is bound to. */
  enum Bound {
    NONE,
    WILDCARD,
    ADDRESS
  }

  /** The binding of the socket that waits for packets to an address and port, if there is one. */
  default Bound bound(Protocol protocol, Ip address, int port) {
    return Bound.NONE;
  }

  /** The knowledge of a socket that is connected to the sender of a packet. */
  enum Connected {
    NOT_KNOWN,
    NO,
    YES
  }

  /**
   * A socket of this host that is connected to the sender of a packet.
   *
   * @param ends addresses and ports of the packet
   */
  default Connected connected(Protocol protocol, TrackedConnection.Ends ends) {
    return Connected.NOT_KNOWN;
  }

  /** A target changes a set of ipset. */
  default void change(IpSetChange change) {}

  /** A set forgets a key. */
  default void forget(SetKey key) {}

  /**
   * The device by which a packet would leave.
   *
   * @return null if there is no way
   */
  default @Nullable String way(Asked asked) {
    return null;
  }
}
