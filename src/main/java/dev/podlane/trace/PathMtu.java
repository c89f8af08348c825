package dev.podlane.trace;

import dev.podlane.net.addr.Ip;
import dev.podlane.net.link.Device;
import dev.podlane.net.ns.NetworkNamespace;
import dev.podlane.net.packet.Icmp;

/** What a host learns of the largest packet that fits a way (RFC 1191, net/ipv4/route.c). */
final class PathMtu {
  /** ip_rt_mtu_expires. */
  private static final long BELIEVED_MILLIS = 600_000;

  /** ip_rt_min_pmtu: a path that takes less is not believed in. */
  private static final int LEAST = 552;

  private final Walk walk;

  PathMtu(Walk walk) {
    this.walk = walk;
  }

  /** Takes note of a "fragmentation needed" about a packet of this host's own. */
  void learn(Passage passage, Icmp.Problem problem) {
    boolean tells = problem.type() == 3 && problem.code() == 4 && problem.mtu() > 0;
    if (tells && passage.ns().owns(problem.quoted().source())) {
      Ip destination = problem.quoted().destination();
      int mtu = Math.max(LEAST, problem.mtu());
      passage.note(new IcmpStep.PathMtuLearned(destination, mtu));
      walk.memory.learnPathMtu(passage.ns().name(), destination, mtu, BELIEVED_MILLIS);
    }
  }

  /** Most that may be sent to a destination by a device in one packet. */
  int of(NetworkNamespace ns, Device device, Ip destination) {
    return Math.min(device.mtu(), walk.memory.pathMtu(ns.name(), destination).orElse(device.mtu()));
  }
}
