package dev.podlane.net.ns;

import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Mac;
import dev.podlane.net.link.Device;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The members of a {@link Crowd} that remain after namespaces were changed. */
public final class Bystanders {
  private final Crowd crowd;
  private final Set<String> changed;
  private final List<Device> apart;

  /**
   * Those that are as they were.
   *
   * @param changed ports of the crowd that are not, or whose station is not
   * @param ports all ports of the bridge
   */
  Bystanders(Crowd crowd, Set<String> changed, Collection<Device> ports) {
    this.crowd = crowd;
    this.changed = changed;
    this.apart = ports.stream().filter(port -> !isBehind(port.name())).toList();
  }

  /** The ports of the bridge behind which none of them is. */
  public List<Device> apart() {
    return apart;
  }

  /** Returns the number of members. */
  public int size() {
    return crowd.size() - changed.size();
  }

  /** Returns true if the station behind a port is a member. */
  public boolean isBehind(String port) {
    return !changed.contains(port) && crowd.station(port).isPresent();
  }

  /** The port behind which a station is, if it is one of them. */
  public Optional<String> port(String station) {
    return crowd.port(station).filter(port -> !changed.contains(port));
  }

  /** The ports behind which one of them has this address. */
  public Collection<String> having(Ip address) {
    return crowd.having(address).stream().filter(port -> !changed.contains(port)).toList();
  }

  /** The ports behind which one of them has this hardware address. */
  public Collection<String> having(Mac mac) {
    return crowd.having(mac).stream().filter(port -> !changed.contains(port)).toList();
  }
}
