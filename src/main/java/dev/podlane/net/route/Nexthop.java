package dev.podlane.net.route;

import dev.podlane.net.addr.Ip;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A next hop with a name of its own, which routes refer to (ip-nexthop(8)): a way, a way that leads
 * nowhere, or a group of ways.
 *
 * @param id its number, at least 1
 * @param via gateway; null if destinations are on the link, for groups and for blackholes
 * @param device outgoing device; null for groups and for blackholes
 * @param scope distance of the gateway; host if there is none
 * @param onlink true if the gateway is taken to be on the link without a check
 * @param self true if the gateway was an address of this host itself when the object was made
 * @param members members of a group; empty if it is none
 * @param protocol origin: {@code unspec}, {@code bgp} …
 */
public record Nexthop(
    long id,
    @Nullable Ip via,
    @Nullable String device,
    Route.Scope scope,
    boolean onlink,
    boolean self,
    List<Member> members,
    String protocol) {
  /** The protocol of an object for which none was given. */
  public static final String UNSPECIFIED = "unspec";

  /**
   * One of a group.
   *
   * @param id number of a next hop that is no group
   * @param weight its share, 1 to 256
   */
  public record Member(long id, int weight) {}

  public Nexthop {
    members = List.copyOf(members);
  }

  /** A way that leads nowhere. */
  public static Nexthop blackhole(long id, String protocol) {
    return new Nexthop(id, null, null, Route.Scope.UNIVERSE, false, false, List.of(), protocol);
  }

  /** A group of at least one member. */
  public static Nexthop group(long id, List<Member> members, String protocol) {
    return new Nexthop(id, null, null, Route.Scope.UNIVERSE, false, false, members, protocol);
  }

  /** Returns true if it is a group. */
  public boolean isGroup() {
    return !members.isEmpty();
  }

  /** Returns true if what takes it is dropped. */
  public boolean isBlackhole() {
    return device == null && members.isEmpty();
  }

  /** Returns true if the object itself, not a member of it, leads out by a device. */
  public boolean leadsOutBy(String name) {
    return name.equals(device);
  }

  /** This object with a gateway that is believed to be on the link. */
  public Nexthop onLink() {
    return new Nexthop(id, via, device, Route.Scope.LINK, true, false, members, protocol);
  }

  /** This group with other members. */
  Nexthop with(List<Member> now) {
    return new Nexthop(id, via, device, scope, onlink, self, now, protocol);
  }
}
