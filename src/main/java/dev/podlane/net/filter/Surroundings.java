package dev.podlane.net.filter;

import dev.podlane.net.addr.Ip;
import org.jspecify.annotations.Nullable;

/** What rules ask the namespace about, besides the packet. */
public interface Surroundings {
  /**
   * What kind of address it is.
   *
   * @param device if given, a local address counts as local only if it is of this device
   */
  AddressKind kind(Ip address, @Nullable String device);

  /** The set of that name, if there is one. */
  @Nullable IpSet set(String name);

  /**
   * A rule was compared with a packet. Jumps can multiply without end, so whoever walks packets
   * counts, and throws once it is too much.
   */
  void asked(boolean matched);

  /** Whether chance says yes, which it does with this probability. */
  boolean chance(RulePlace at, double probability);

  /** How many packets have asked at this place before; from 0. */
  int count(RulePlace at);
}
