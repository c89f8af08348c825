package dev.podlane.net.ns;

import dev.podlane.net.link.Device;
import dev.podlane.net.route.Route;
import dev.podlane.net.route.RouteDecision;
import dev.podlane.net.route.RouteQuery;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Whether a source address may come in by a device (fib_validate_source in
 * net/ipv4/fib_frontend.c). rp_filter is the larger of {@code all} and the device's own.
 *
 * @param refusal why it may not, none if it may
 * @param onLink whether the source is on the link of the device
 * @param rpFilter the setting in force: 0 off, 1 strict, 2 loose
 * @param back device of the way back to the source, if that is what refuses it
 */
public record SourceValidation(
    @Nullable Refusal refusal, boolean onLink, int rpFilter, @Nullable String back) {
  /** Why a source may not come in. */
  public enum Refusal {
    /** It is an address of this host. */
    LOCAL_SOURCE,
    /** The way back to it does not lead out by that device (rp_filter). */
    REVERSE_PATH
  }

  private SourceValidation(@Nullable Refusal refusal, boolean onLink, int rpFilter) {
    this(refusal, onLink, rpFilter, null);
  }

  /** Whether it may. */
  public boolean isAccepted() {
    return refusal == null;
  }

  /**
   * Checks the source of a packet that came in.
   *
   * @param query what is known of the packet
   * @param out the device it would leave by, none if it is for this host
   */
  public static SourceValidation check(
      NetworkNamespace ns, Device in, RouteQuery query, @Nullable String out) {
    int rpFilter = ns.sysctls().maxOf("rp_filter", in.name());
    boolean acceptsOwn = ns.sysctls().isOn("accept_local", in.name());
    RouteQuery reverse = reverse(ns, in, query, out);
    RouteDecision back = ns.routes().lookup(reverse);
    boolean isQuick = rpFilter == 0 && !in.name().equals(out);
    if (isQuick && (acceptsOwn || !ns.routes().custom())) {
      boolean isOwn = back instanceof RouteDecision.Local && !acceptsOwn;
      return new SourceValidation(isOwn ? Refusal.LOCAL_SOURCE : null, false, rpFilter);
    }
    if (back instanceof RouteDecision.Unicast way) {
      return byWay(ns, in, reverse, way.row(), rpFilter);
    }
    if (back instanceof RouteDecision.Local own && acceptsOwn) {
      return byWay(ns, in, reverse, own.row(), rpFilter);
    }
    if (back instanceof RouteDecision.Local || back instanceof RouteDecision.Broadcast) {
      return new SourceValidation(Refusal.LOCAL_SOURCE, false, rpFilter);
    }
    return new SourceValidation(rpFilter == 0 ? null : Refusal.REVERSE_PATH, false, rpFilter);
  }

  private static SourceValidation byWay(
      NetworkNamespace ns, Device in, RouteQuery reverse, Route way, int rpFilter) {
    if (in.name().equals(way.device())) {
      return new SourceValidation(null, way.gateway() == null, rpFilter);
    }
    if (rpFilter == 1) {
      return new SourceValidation(Refusal.REVERSE_PATH, false, rpFilter, way.device());
    }
    boolean onLink =
        ns.routes().lookup(reverse.outBy(in.name())) instanceof RouteDecision.Unicast other
            && other.row().gateway() == null;
    return new SourceValidation(null, onLink, rpFilter);
  }

  /**
   * The packet the other way round: as if it came in by the device the first leaves by, and with
   * its mark only if src_valid_mark says so.
   */
  private static RouteQuery reverse(
      NetworkNamespace ns, Device in, RouteQuery query, @Nullable String out) {
    boolean marked = ns.sysctls().anyOf("src_valid_mark", in.name());
    return new RouteQuery(
        Objects.requireNonNull(query.source()),
        /* source= */ query.destination(),
        /* in= */ out,
        /* out= */ null,
        marked ? query.mark() : 0,
        query.protocol(),
        /* sourcePort= */ query.destinationPort(),
        /* destinationPort= */ query.sourcePort());
  }
}
