package dev.podlane.net.ns;

import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Mac;
import dev.podlane.net.conntrack.ConnectionView;
import dev.podlane.net.filter.RuleCounts;
import dev.podlane.net.filter.RuleKey;
import dev.podlane.net.filter.RuleState;
import dev.podlane.net.link.NeighbourState;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The state that the kernel of a network namespace has learned from packets, as a value: two states
 * are equal if every tool prints the same of both.
 *
 * @param neighbours entries of the neighbour table, in the order in which they were made
 * @param stations entries of the forwarding databases of bridges
 * @param remotes stations behind other hosts of vxlan devices
 * @param connections tracked connections, oldest first
 * @param exceptions route exceptions
 * @param rules state that rules remember of packets, in the order in which they began to
 * @param counts packets that rules have counted
 */
public record KernelState(
    List<LearnedNeighbour> neighbours,
    List<Station> stations,
    List<Remote> remotes,
    List<ConnectionView> connections,
    List<RouteException> exceptions,
    Map<RuleKey, RuleState> rules,
    RuleCounts counts) {
  /** The state of a kernel that has seen no packet. */
  public static final KernelState EMPTY =
      new KernelState(
          List.of(), List.of(), List.of(), List.of(), List.of(), Map.of(), RuleCounts.NONE);

  public KernelState {
    neighbours = List.copyOf(neighbours);
    stations = List.copyOf(stations);
    remotes = List.copyOf(remotes);
    connections = List.copyOf(connections);
    exceptions = List.copyOf(exceptions);
    rules = Collections.unmodifiableMap(new LinkedHashMap<>(rules));
  }

  /** The exception for a destination, empty if there is none. */
  public Optional<RouteException> exception(Ip destination) {
    return exceptions.stream().filter(each -> each.destination().equals(destination)).findFirst();
  }

  /** A neighbour; {@code mac} is null until it has answered. */
  public record LearnedNeighbour(String device, Ip ip, @Nullable Mac mac, NeighbourState state) {}

  /** A station that a bridge has heard behind one of its ports. */
  public record Station(String bridge, Mac mac, String port) {}

  /** A station that a vxlan device has heard behind a host. */
  public record Remote(String device, Mac mac, Ip host) {}

  /**
   * A difference from the route for one destination (struct fib_nh_exception).
   *
   * @param gateway gateway that a redirect named, null if none did
   * @param mtu longest packet that fits the way in octets, 0 if nothing was learned of it
   * @param secondsLeft seconds until it expires
   */
  public record RouteException(Ip destination, @Nullable Ip gateway, int mtu, long secondsLeft) {}
}
