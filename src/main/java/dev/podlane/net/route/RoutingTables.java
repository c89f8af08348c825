package dev.podlane.net.route;

import dev.podlane.net.addr.Ip;
import java.util.List;
import java.util.Optional;

/**
 * The tables of a namespace, asked in the order of the kernel's default rules (ip-rule(8)): local,
 * main.
 *
 * @param local addresses of this host and of broadcasts, kept by the kernel
 * @param main everything else
 */
public record RoutingTables(RouteTable local, RouteTable main) {
  /** Both tables empty. */
  public static final RoutingTables EMPTY =
      new RoutingTables(new RouteTable("local", List.of()), new RouteTable("main", List.of()));

  /** Decides where a packet to this address goes. */
  public RouteDecision lookup(Ip destination) {
    return ask(local, destination)
        .or(() -> ask(main, destination))
        .orElseGet(RouteDecision.NoRoute::new);
  }

  /** The tables in the order they are asked. */
  public List<RouteTable> inOrder() {
    return List.of(local, main);
  }

  private static Optional<RouteDecision> ask(RouteTable table, Ip destination) {
    return table.lookup(destination).flatMap(row -> decide(table, row, destination));
  }

  private static Optional<RouteDecision> decide(RouteTable table, Route row, Ip destination) {
    return switch (row.type()) {
      case LOCAL -> Optional.of(new RouteDecision.Local(table, row));
      case BROADCAST -> Optional.of(new RouteDecision.Broadcast(table, row));
      case BLACKHOLE, UNREACHABLE, PROHIBIT -> Optional.of(new RouteDecision.Refused(table, row));
      case THROW -> Optional.empty();
      case UNICAST ->
          Optional.ofNullable(row.device())
              .map(
                  device -> {
                    Ip via = row.via();
                    Ip nextHop = via == null ? destination : via;
                    return new RouteDecision.Unicast(table, row, device, nextHop);
                  });
    };
  }

  /** These tables with another main table. */
  public RoutingTables withMain(RouteTable table) {
    return new RoutingTables(local, table);
  }

  /** These tables with another local table. */
  public RoutingTables withLocal(RouteTable table) {
    return new RoutingTables(table, main);
  }

  /** Whether an address is one of this host's own. */
  public boolean isLocal(Ip address) {
    return local.lookup(address).filter(row -> row.type() == RouteType.LOCAL).isPresent();
  }
}
