package dev.podlane.net.ns;

import dev.podlane.net.addr.InterfaceAddress;
import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Mac;
import dev.podlane.net.link.Device;
import dev.podlane.net.shared.SharedMap;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The index of a network whose namespaces all exist, found by reading each of them once. */
final class WrittenIndex implements NetworkIndex {
  private final Map<String, NetworkNamespace> namespaces;

  // Follows from the namespaces alone: a race costs time, never an answer.
  private volatile @Nullable Found found;

  private record Found(Map<Ip, List<String>> owners, List<String> infra, int devices) {
    Found {
      owners = Collections.unmodifiableMap(new LinkedHashMap<>(owners));
      infra = List.copyOf(infra);
    }

    static Found in(Collection<NetworkNamespace> all) {
      Map<Ip, List<String>> owners = new LinkedHashMap<>();
      List<String> infra = new ArrayList<>();
      int count = 0;
      for (NetworkNamespace namespace : all) {
        for (Ip ip : addresses(namespace)) {
          owners.computeIfAbsent(ip, any -> new ArrayList<>(1)).add(namespace.name());
        }
        if (namespace.infra()) {
          infra.add(namespace.name());
        } else {
          count += WrittenIndex.devices(namespace);
        }
      }
      return new Found(owners, infra, count);
    }
  }

  WrittenIndex(SharedMap<NetworkNamespace> namespaces) {
    this.namespaces = namespaces;
  }

  private Found found() {
    Found known = found;
    if (known == null) {
      known = Found.in(namespaces.values());
      found = known;
    }
    return known;
  }

  /** Every address of a namespace but those of loopback. */
  static Set<Ip> addresses(NetworkNamespace namespace) {
    Set<Ip> found = new LinkedHashSet<>();
    for (Device device : namespace.devices().values()) {
      for (InterfaceAddress address : device.addresses()) {
        if (!address.ip().isLoopback()) {
          found.add(address.ip());
        }
      }
    }
    return found;
  }

  static int devices(NetworkNamespace namespace) {
    int all = namespace.devices().size();
    return namespace.devices().containsKey("lo") ? all - 1 : all;
  }

  @Override
  public List<String> owners(Ip address) {
    return found().owners().getOrDefault(address, List.of());
  }

  @Override
  public Collection<String> infra() {
    return found().infra();
  }

  @Override
  public int devices() {
    return found().devices();
  }

  @Override
  public Optional<Crowd> crowd(String namespace, String bridge) {
    return Optional.empty();
  }

  @Override
  public Mac added(Network network, String namespace, String device, int place) {
    return MacPlan.added(network, namespace, place);
  }
}
