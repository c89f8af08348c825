package dev.podlane.net.ns;

import dev.podlane.net.link.Device;
import dev.podlane.net.route.Route;
import dev.podlane.net.route.RouteDecision;
import dev.podlane.net.route.RouteQuery;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The validation of a source address by input device (fib_validate_source in
 * net/ipv4/fib_frontend.c). rp_filter is the larger of {@code all} and the device's own.
 *
 * @param refusal reason of the refusal, null if the source is accepted
 * @param onLink true if the source is on the link of the device
 * @param rpFilter the setting in force: 0 off, 1 strict, 2 loose
 * @param back device of the route back to the source, if that is the reason of the refusal
 */
public record SourceValidation(
    @Nullable Refusal refusal, boolean onLink, int rpFilter, @Nullable String back) {
  /** The reason why a source is refused. */
  public enum Refusal {
    /** It is an address of this host. */
    LOCAL_SOURCE,
    /** The way back to it does not lead out by that device (rp_filter). */
    REVERSE_PATH
  }

  private SourceValidation(@Nullable Refusal refusal, boolean onLink, int rpFilter) {
    this(refusal, onLink, rpFilter, null);
  }

  /** Returns true if the source is accepted. */
  public boolean isAccepted() {
    return refusal == null;
  }

  /**
   * Checks the source of a packet that came in.
   *
   * @param query fields of the packet
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
    if (way.leadsOutBy(in.name())) {
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
   * The packet in the opposite direction: as if it came in by the device the first leaves by, and
   * with its mark only if src_valid_mark is set.
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
        /* destinationPort= */ query.sourcePort(),
        query.tos());
  }
}
