package dev.podlane.trace.memory;

import dev.podlane.net.addr.Ip;
import dev.podlane.net.ns.KernelState;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * The differences from routes that namespaces have learned for single destinations (struct
 * fib_nh_exception). Moments are milliseconds of virtual time.
 */
public final class RouteExceptions {
  private final Map<Key, Known> known;

  private record Key(String namespace, Ip destination) {}

  /** Values for one destination; each holds until its moment. */
  private record Known(@Nullable Ip gateway, long gatewayUntil, int mtu, long mtuUntil) {
    static final Known NOTHING = new Known(null, 0, 0, 0);
  }

  RouteExceptions() {
    this(Map.of());
  }

  private RouteExceptions(Map<Key, Known> known) {
    this.known = new LinkedHashMap<>(known);
  }

  RouteExceptions copy() {
    return new RouteExceptions(known);
  }

  void clear() {
    known.clear();
  }

  private Known of(String namespace, Ip destination) {
    return known.getOrDefault(new Key(namespace, destination), Known.NOTHING);
  }

  void redirect(String namespace, Ip destination, Ip gateway, long until) {
    Known before = of(namespace, destination);
    known.put(
        new Key(namespace, destination),
        new Known(gateway, until, before.mtu(), before.mtuUntil()));
  }

  Optional<Ip> redirected(String namespace, Ip destination, long now) {
    Known found = of(namespace, destination);
    return found.gatewayUntil() > now ? Optional.ofNullable(found.gateway()) : Optional.empty();
  }

  void learnPathMtu(String namespace, Ip destination, int mtu, long until) {
    Known before = of(namespace, destination);
    known.put(
        new Key(namespace, destination),
        new Known(before.gateway(), before.gatewayUntil(), mtu, until));
  }

  OptionalInt pathMtu(String namespace, Ip destination, long now) {
    Known found = of(namespace, destination);
    return found.mtuUntil() > now ? OptionalInt.of(found.mtu()) : OptionalInt.empty();
  }

  /** Those of a namespace that still hold. */
  List<KernelState.RouteException> of(String namespace, long now) {
    List<KernelState.RouteException> all = new ArrayList<>();
    known.forEach(
        (key, each) -> {
          long until = Math.max(each.gatewayUntil(), each.mtuUntil());
          if (key.namespace().equals(namespace) && until > now) {
            all.add(
                new KernelState.RouteException(
                    key.destination(),
                    each.gatewayUntil() > now ? each.gateway() : null,
                    each.mtuUntil() > now ? each.mtu() : 0,
                    (until - now - 1) / 1_000));
          }
        });
    return all;
  }
}
