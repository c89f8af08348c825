package dev.podlane.trace;

import dev.podlane.net.addr.Ip;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A way for a packet of this host's own: device, next hop, source and the most that fits, or an
 * errno and why there is none.
 */
record Way(
    @Nullable String device,
    @Nullable Ip nextHop,
    @Nullable Ip source,
    int mtu,
    String errno,
    DropReason refusal) {
  /** A way that was found. */
  Way(String device, Ip nextHop, Ip source, int mtu) {
    this(device, nextHop, source, mtu, "", DropReason.NO_ROUTE);
  }

  static Way failed(String errno, DropReason refusal) {
    return new Way(null, null, null, 0, errno, refusal);
  }

  boolean isFound() {
    return device != null;
  }

  /** The same way for a sender that goes by another limit. */
  Way withMtu(int most) {
    return new Way(device, nextHop, source, most, errno, refusal);
  }

  HookDevices out() {
    return HookDevices.out(Objects.requireNonNull(device), Objects.requireNonNull(nextHop));
  }
}
