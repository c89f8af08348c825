package dev.podlane.trace.kernel;

import dev.podlane.net.addr.Ip;
import dev.podlane.net.packet.Tcp;
import dev.podlane.net.route.RouteOptions;
import dev.podlane.trace.Probe;
import dev.podlane.trace.step.DropReason;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A way for a packet of this host's own: device, next hop, source and the most that fits, or an
 * errno and why there is none.
 */
public record OutputRoute(
    @Nullable String device,
    @Nullable Ip nextHop,
    @Nullable Ip source,
    int mtu,
    String errno,
    DropReason refusal,
    RouteOptions options) {
  /** A way that was found. */
  public OutputRoute(String device, Ip nextHop, Ip source, int mtu, RouteOptions options) {
    this(device, nextHop, source, mtu, "", DropReason.NO_ROUTE, options);
  }

  /** Returns a failed lookup, with the errno of the call and the reason. */
  public static OutputRoute failed(String errno, DropReason refusal) {
    return new OutputRoute(null, null, null, 0, errno, refusal, RouteOptions.NONE);
  }

  /** Returns true if a route was found. */
  public boolean isFound() {
    return device != null;
  }

  /** Returns the same route with another MTU of the sender, in octets. */
  public OutputRoute withMtu(int most) {
    return new OutputRoute(device, nextHop, source, most, errno, refusal, options);
  }

  /** The maximum segment size that a connection announces on it (dst_metric_advmss). */
  public int advertisedMss() {
    int told = options.advertisedMss();
    return told > 0 ? told : Tcp.advertisedMss(mtu);
  }

  /** Returns true if nothing is to be learned of the path, so that DF asks for nothing. */
  public boolean isMtuLocked() {
    return options.mtuLocked();
  }

  /** Time to live of a packet made here that would have this one by default. */
  public int ttl(int byDefault) {
    boolean isDefault = byDefault == Probe.DEFAULT_TTL;
    return isDefault && options.hopLimit() > 0 ? options.hopLimit() : byDefault;
  }

  /** The devices that OUTPUT sees of a packet that goes this way. */
  public HookDevices out() {
    return HookDevices.out(Objects.requireNonNull(device), Objects.requireNonNull(nextHop));
  }
}
