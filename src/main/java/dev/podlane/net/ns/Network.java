package dev.podlane.net.ns;

import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Mac;
import dev.podlane.net.link.Device;
import dev.podlane.net.link.DeviceRef;
import dev.podlane.net.link.Link;
import dev.podlane.net.shared.OnDemand;
import dev.podlane.net.shared.SharedMap;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * All namespaces of a network, a value: changing one gives another network. A namespace may be
 * built only on first access; names, addresses, counts and the stations of a segment are known
 * before, by the index.
 */
public final class Network {
  /** The number of bridges whose bystanders are kept. */
  private static final int KEPT = 1_024;

  private final SharedMap<NetworkNamespace> namespaces;
  private final NetworkIndex index;

  // Follows from the namespaces alone: a race costs time, never an answer.
  private final Map<DeviceRef, Optional<Bystanders>> bystanders = new ConcurrentHashMap<>();

  private Network(SharedMap<NetworkNamespace> namespaces, NetworkIndex index) {
    this.namespaces = namespaces;
    this.index = index;
  }

  /** A network of these namespaces. */
  public static Network of(Collection<NetworkNamespace> all) {
    Map<String, NetworkNamespace> byName = new LinkedHashMap<>();
    all.forEach(each -> byName.put(each.name(), each));
    return of(SharedMap.copyOf(byName));
  }

  private static Network of(SharedMap<NetworkNamespace> all) {
    return new Network(all, new WrittenIndex(all));
  }

  /**
   * A network of namespaces that are built on first access.
   *
   * @param index facts about the namespaces that are known without building them
   */
  public static Network of(OnDemand<NetworkNamespace> all, NetworkIndex index) {
    return new Network(SharedMap.of(all), index);
  }

  /**
   * Returns the namespaces by name, in the order they were put together. Iterating over the values
   * builds each; the names do not.
   */
  public Map<String, NetworkNamespace> namespaces() {
    return namespaces;
  }

  /** The namespace of this name, if there is one. */
  public Optional<NetworkNamespace> namespace(String name) {
    return Optional.ofNullable(namespaces.get(name));
  }

  /** Returns true if there is a namespace of this name. */
  public boolean has(String name) {
    return namespaces.containsKey(name);
  }

  /** The device named, if there is one. */
  public Optional<Device> device(DeviceRef ref) {
    NetworkNamespace ns = namespaces.get(ref.namespace());
    return ns == null ? Optional.empty() : ns.device(ref.device());
  }

  /** This network with one namespace added or replaced. */
  @SuppressWarnings("ReferenceEquality") // the same map, not one that is equal
  public Network with(NetworkNamespace changed) {
    SharedMap<NetworkNamespace> now = namespaces.with(changed);
    if (now == namespaces) {
      return this;
    }
    return now.isOfOne(namespaces) ? new Network(now, index) : of(now);
  }

  /**
   * Names of the namespaces that are other objects than in a network this one was made from, in
   * order. Takes no longer than the change was large.
   */
  public Collection<String> changedSince(Network before) {
    return namespaces.changedSince(before.namespaces);
  }

  /** Names of the namespaces that were changed or added since it was put together, in order. */
  Collection<String> changed() {
    return namespaces.changed();
  }

  /** Names of the namespaces that have this address on any device but lo, in order. */
  public List<String> owners(Ip address) {
    Collection<String> changed = namespaces.changed();
    Set<String> owners = new LinkedHashSet<>(index.owners(address));
    if (changed.isEmpty()) {
      return new ArrayList<>(owners);
    }
    owners.removeAll(changed);
    int unchanged = owners.size();
    for (String name : changed) {
      NetworkNamespace ns = namespaces.get(name);
      if (ns != null && WrittenIndex.addresses(ns).contains(address)) {
        owners.add(name);
      }
    }
    boolean isMixed = unchanged > 0 && owners.size() > unchanged;
    return isMixed
        ? namespaces.keySet().stream().filter(owners::contains).toList()
        : new ArrayList<>(owners);
  }

  /** Names of the namespaces that do not only stand for wiring, in order. */
  public Collection<String> hosts() {
    Set<String> wiring = new LinkedHashSet<>(index.infra());
    return namespaces.keySet().stream().filter(name -> !wiring.contains(name)).toList();
  }

  /** Names of the namespaces that only stand for wiring. */
  public Collection<String> infra() {
    return index.infra();
  }

  /** Returns the number of devices besides lo, without namespaces that only model wiring. */
  public int devices() {
    int count = index.devices();
    for (String name : namespaces.changed()) {
      NetworkNamespace now = namespaces.get(name);
      NetworkNamespace before = namespaces.original(name);
      if (now != null && !now.infra()) {
        count += WrittenIndex.devices(now) - (before == null ? 0 : WrittenIndex.devices(before));
      }
    }
    return count;
  }

  /**
   * Returns the stations on a bridge that are alike and unchanged since they were compiled; empty
   * if there are none. The result is cached.
   */
  public Optional<Bystanders> bystanders(String namespace, String bridge) {
    DeviceRef at = new DeviceRef(namespace, bridge);
    Optional<Bystanders> known = bystanders.get(at);
    if (known == null) {
      if (bystanders.size() >= KEPT) {
        bystanders.clear();
      }
      known = index.crowd(namespace, bridge).map(crowd -> bystanders(namespace, bridge, crowd));
      bystanders.put(at, known);
    }
    return known;
  }

  private Bystanders bystanders(String namespace, String bridge, Crowd crowd) {
    List<Device> ports = namespace(namespace).map(found -> found.ports(bridge)).orElse(List.of());
    return new Bystanders(crowd, changedPorts(namespace, crowd), ports);
  }

  private Set<String> changedPorts(String namespace, Crowd crowd) {
    Set<String> ports = new LinkedHashSet<>();
    for (String name : namespaces.changed()) {
      crowd.port(name).ifPresent(ports::add);
      NetworkNamespace now = namespaces.get(name);
      NetworkNamespace before = namespaces.original(name);
      if (name.equals(namespace) && now != null && before != null) {
        SharedMap.copyOf(now.devices()).changedSince(SharedMap.copyOf(before.devices())).stream()
            .filter(device -> isOther(now.devices().get(device), before.devices().get(device)))
            .filter(device -> crowd.station(device).isPresent())
            .forEach(ports::add);
        before.devices().keySet().stream()
            .filter(device -> !now.devices().containsKey(device))
            .filter(device -> crowd.station(device).isPresent())
            .forEach(ports::add);
      }
    }
    return ports;
  }

  private static boolean isOther(@Nullable Device now, @Nullable Device before) {
    return now == null || !now.equals(before);
  }

  /** The hardware address of a device that is added; Linux would draw it at random. */
  public Mac added(String namespace, String device, int place) {
    return index.added(this, namespace, device, place);
  }

  /** Returns true if a device has a carrier: a veth needs its cable, and a peer that is up. */
  public boolean hasCarrier(Device device) {
    if (!(device.link() instanceof Link.Veth veth)) {
      return true;
    }
    Optional<Device> peer = device(veth.peer());
    return veth.plugged() && peer.isPresent() && peer.get().up();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Network that && namespaces.equals(that.namespaces);
  }

  @Override
  public int hashCode() {
    return namespaces.hashCode();
  }

  @Override
  public String toString() {
    return "Network" + namespaces.keySet();
  }
}
