package dev.podlane.trace;

import dev.podlane.net.addr.Ip;
import dev.podlane.net.link.Device;
import dev.podlane.net.ns.NetworkNamespace;
import dev.podlane.net.route.Route;
import dev.podlane.net.route.RouteDecision;
import org.jspecify.annotations.Nullable;

/**
 * Whether a source address may come in by a device (fib_validate_source in
 * net/ipv4/fib_frontend.c). rp_filter is the larger of {@code all} and the device's own.
 *
 * @param refusal why it may not, none if it may
 * @param onLink whether the source is on the link of the device
 * @param rpFilter the setting in force: 0 off, 1 strict, 2 loose
 */
record SourceValidation(@Nullable DropReason refusal, boolean onLink, int rpFilter) {
  boolean isAccepted() {
    return refusal == null;
  }

  /** Checks a source; {@code out} is the device the packet would leave by, if it is forwarded. */
  static SourceValidation check(NetworkNamespace ns, Device in, Ip source, @Nullable String out) {
    int rpFilter = ns.sysctls().maxOf("rp_filter", in.name());
    RouteDecision back = ns.routes().lookup(source);
    if (back instanceof RouteDecision.Local) {
      boolean acceptable = ns.sysctls().isOn("accept_local", in.name());
      return new SourceValidation(acceptable ? null : DropReason.LOCAL_SOURCE, false, rpFilter);
    }
    boolean mattersForRedirect = in.name().equals(out);
    if (rpFilter == 0 && !mattersForRedirect) {
      return new SourceValidation(null, false, rpFilter);
    }
    if (back instanceof RouteDecision.Unicast way) {
      boolean sameDevice = way.device().equals(in.name());
      boolean refused = rpFilter == 1 && !sameDevice;
      boolean onLink = sameDevice && way.row().scope() != Route.Scope.UNIVERSE;
      return new SourceValidation(refused ? DropReason.REVERSE_PATH : null, onLink, rpFilter);
    }
    if (back instanceof RouteDecision.NoRoute) {
      return new SourceValidation(rpFilter == 0 ? null : DropReason.REVERSE_PATH, false, rpFilter);
    }
    return new SourceValidation(DropReason.MARTIAN, false, rpFilter);
  }
}
