package dev.podlane.net.route;

import dev.podlane.net.route.RouteOptions.Hop;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The next hops of a namespace that have names (net/ipv4/nexthop.c). Routes that refer to one hold
 * its ways as they are now.
 *
 * @param all by number; members of groups are among them and are no groups
 */
public record Nexthops(List<Nexthop> all) {
  /** None. */
  public static final Nexthops NONE = new Nexthops(List.of());

  /** The device that routes into a blackhole are printed with. */
  private static final String NOWHERE = "lo";

  public Nexthops {
    all = List.copyOf(all);
  }

  /** The one of this number. */
  public Optional<Nexthop> find(long id) {
    int at = at(id);
    return at < 0 ? Optional.empty() : Optional.of(all.get(at));
  }

  /** Place of a number, or where it belongs as {@code -1 - place}. */
  private int at(long id) {
    int from = 0;
    int to = all.size() - 1;
    while (from <= to) {
      int middle = (from + to) >>> 1;
      long found = all.get(middle).id();
      if (found == id) {
        return middle;
      }
      from = found < id ? middle + 1 : from;
      to = found < id ? to : middle - 1;
    }
    return -1 - from;
  }

  /** The lowest number that none has. */
  public long free() {
    long id = 1;
    for (Nexthop each : all) {
      if (each.id() != id) {
        break;
      }
      id++;
    }
    return id;
  }

  /** These and one more, or one in the place of that of its number. */
  public Nexthops with(Nexthop one) {
    List<Nexthop> now = new ArrayList<>(all);
    int at = at(one.id());
    if (at >= 0) {
      now.set(at, one);
    } else {
      now.add(-1 - at, one);
    }
    return new Nexthops(now);
  }

  /** These without some, which leave their groups; a group without members goes, too. */
  public Nexthops without(Collection<Long> ids) {
    Set<Long> gone = new HashSet<>(ids);
    List<Nexthop> now = new ArrayList<>();
    for (Nexthop each : all) {
      List<Nexthop.Member> left =
          each.members().stream().filter(member -> !gone.contains(member.id())).toList();
      boolean isGone = gone.contains(each.id()) || (each.isGroup() && left.isEmpty());
      if (!isGone) {
        now.add(left.size() == each.members().size() ? each : each.with(left));
      }
    }
    return new Nexthops(now);
  }

  /** Returns true if one is in a group of several. */
  public boolean isOneOfMany(long id) {
    return all.stream()
        .filter(each -> each.members().size() > 1)
        .anyMatch(each -> each.members().stream().anyMatch(member -> member.id() == id));
  }

  /** The ways of one: itself, or the members of a group. */
  public List<Nexthop> ways(Nexthop one) {
    return one.isGroup()
        ? one.members().stream().flatMap(member -> find(member.id()).stream()).toList()
        : List.of(one);
  }

  /** A route that refers to one of these, with its ways; null if there is none of its number. */
  public @Nullable Route bound(Route row) {
    return bound(row, new HashMap<>());
  }

  private @Nullable Route bound(Route row, Map<Long, Ways> known) {
    RouteOptions.Bound to = row.options().nexthop();
    Nexthop one = to == null ? null : find(to.id()).orElse(null);
    if (to == null || one == null) {
      return to == null ? row : null;
    }
    return known.computeIfAbsent(to.id(), id -> Ways.of(this, one)).of(row, to.written());
  }

  /** A table whose routes follow these; the same if none refers to a next hop. */
  RouteTable followed(RouteTable table) {
    if (table.rows().stream().allMatch(row -> row.options().nexthop() == null)) {
      return table;
    }
    Map<Long, Ways> known = new HashMap<>();
    List<Route> rows = new ArrayList<>();
    for (Route row : table.rows()) {
      Route now = bound(row, known);
      if (now != null) {
        rows.add(now);
      }
    }
    return new RouteTable(table.name(), rows);
  }

  /** The ways of an object, the first of them, and all if they are several. */
  private record Ways(Nexthop first, List<Hop> hops) {
    Ways {
      hops = List.copyOf(hops);
    }

    static Ways of(Nexthops all, Nexthop one) {
      List<Nexthop> ways = all.ways(one);
      List<Hop> hops = new ArrayList<>();
      for (int at = 0; at < ways.size() && ways.size() > 1; at++) {
        Nexthop way = ways.get(at);
        int weight = one.members().get(at).weight();
        hops.add(new Hop(way.via(), way.device(), weight, way.onlink()));
      }
      return new Ways(ways.get(0), hops);
    }

    Route of(Route row, RouteType written) {
      boolean isNowhere = first.isBlackhole();
      return new Route(
          isNowhere ? RouteType.BLACKHOLE : written,
          row.destination(),
          first.via(),
          isNowhere ? NOWHERE : first.device(),
          row.source(),
          row.metric(),
          row.scope(),
          row.protocol(),
          hops.isEmpty() && first.onlink(),
          first.self(),
          row.options().with(hops));
    }
  }
}
