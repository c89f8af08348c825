package dev.podlane.net.ns;

import dev.podlane.net.addr.Ip;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the kernels of a network have learned while packets ran, for the tools that show it. */
@FunctionalInterface
public interface Learned {
  /** Nothing has run yet. */
  Learned NOTHING = (namespace, destination) -> Optional.empty();

  /**
   * What differs from the route for one destination (struct fib_nh_exception).
   *
   * @param gateway the gateway that a redirect named, if one did
   * @param mtu most that fits the way, 0 if nothing was learned of it
   * @param secondsLeft how long this is believed
   */
  record RouteException(@Nullable Ip gateway, int mtu, long secondsLeft) {}

  /** What a namespace has learned of the way to a destination. */
  Optional<RouteException> exception(String namespace, Ip destination);
}
