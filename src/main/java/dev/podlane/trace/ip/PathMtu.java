package dev.podlane.trace.ip;

import dev.podlane.net.addr.Ip;
import dev.podlane.net.link.Device;
import dev.podlane.net.ns.NetworkNamespace;
import dev.podlane.net.packet.Icmp;
import dev.podlane.net.route.RouteDecision;
import dev.podlane.net.route.RouteOptions;
import dev.podlane.trace.kernel.Kernel;
import dev.podlane.trace.record.PacketInHost;
import dev.podlane.trace.step.IcmpStep;

/**
 * Path MTU discovery: the host learns the largest packet that fits a path (RFC 1191,
 * net/ipv4/route.c).
 */
final class PathMtu {
  /** ip_rt_mtu_expires. */
  private static final long BELIEVED_MILLIS = 600_000;

  /** ip_rt_min_pmtu: a path that takes less is not believed in. */
  private static final int LEAST = 552;

  private final Kernel kernel;

  PathMtu(Kernel kernel) {
    this.kernel = kernel;
  }

  /** Takes note of a "fragmentation needed" about a packet of this host's own. */
  void learn(PacketInHost passage, Icmp.Problem problem) {
    boolean tells = problem.type() == 3 && problem.code() == 4 && problem.mtu() > 0;
    if (tells && passage.ns().owns(problem.quoted().source())) {
      Ip destination = problem.quoted().destination();
      if (isLocked(passage.ns(), destination)) {
        return;
      }
      int mtu = Math.max(LEAST, problem.mtu());
      passage.note(new IcmpStep.PathMtuLearned(destination, mtu));
      kernel.memory().learnPathMtu(passage.ns().name(), destination, mtu, BELIEVED_MILLIS);
    }
  }

  /** The longest packet of a way: as its route says, else as its device can carry. */
  static int configured(Device device, RouteOptions options) {
    return options.mtu() > 0 ? options.mtu() : device.mtu();
  }

  /** Most that may be sent to a destination in one packet, on a way that was configured so. */
  int of(NetworkNamespace ns, int configured, Ip destination) {
    return Math.min(configured, kernel.memory().pathMtu(ns.name(), destination).orElse(configured));
  }

  private static boolean isLocked(NetworkNamespace ns, Ip destination) {
    return ns.routes().lookup(destination) instanceof RouteDecision.Unicast way
        && way.row().options().mtuLocked();
  }
}
