package dev.podlane.compile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podlane.cluster.object.PodNetworkKind;
import dev.podlane.cluster.object.PodPlugin;
import dev.podlane.net.addr.InterfaceAddress;
import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Mac;
import dev.podlane.net.link.Device;
import dev.podlane.net.link.Link;
import dev.podlane.net.ns.Network;
import dev.podlane.net.ns.NetworkNamespace;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** With each plugin, what is known of a network without building it is true of what is built. */
class PodNetworkPlanTest {
  private static final Mac SHARED = Mac.parse("ee:ee:ee:ee:ee:ee");

  private static ClusterBuilder cluster(PodNetworkKind kind) {
    return ClusterBuilder.of(6, 40).plugin(PodPlugin.of(kind));
  }

  @ParameterizedTest
  @EnumSource(PodNetworkKind.class)
  void namesAddressesAndCountsAreThoseOfTheNamespaces(PodNetworkKind kind) {
    Network network = Compiler.compile(cluster(kind).build()).network();
    Map<Ip, Set<String>> owners = new HashMap<>();
    List<Mac> macs = new ArrayList<>();
    int devices = 0;
    for (NetworkNamespace ns : network.namespaces().values()) {
      assertThat(ns.devices().values()).extracting(Device::index).doesNotHaveDuplicates();
      for (Device device : ns.devices().values()) {
        boolean isOwn = !device.mac().equals(Mac.ZERO) && !device.mac().equals(SHARED);
        if (isOwn && !(device.link() instanceof Link.Loopback)) {
          macs.add(device.mac());
        }
        for (InterfaceAddress address : device.addresses()) {
          if (!address.ip().isLoopback()) {
            owners.computeIfAbsent(address.ip(), any -> new LinkedHashSet<>()).add(ns.name());
          }
        }
      }
      devices += ns.infra() ? 0 : ns.devices().size() - 1;
    }

    owners.forEach(
        (ip, names) ->
            assertThat(network.owners(ip)).as("%s", ip).containsExactlyInAnyOrderElementsOf(names));
    assertThat(network.devices()).isEqualTo(devices);
    assertThat(macs).doesNotHaveDuplicates().hasSizeGreaterThan(50);
    assertThat(Compiler.compile(cluster(kind).build()).refusals()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(PodNetworkKind.class)
  void addingAPodChangesItsNodeAlone(PodNetworkKind kind) {
    Map<String, NetworkNamespace> before = namespaces(cluster(kind));
    Map<String, NetworkNamespace> after =
        namespaces(cluster(kind).pod("aaa", "node-3", "10.0.3.60", "app:80"));

    assertThat(changed(before, after)).containsExactlyInAnyOrder("node-3", "default/aaa");
    assertThat(devices(before)).isSubsetOf(devices(after));
  }

  @ParameterizedTest
  @EnumSource(PodNetworkKind.class)
  void addingANodeMovesNoDevice(PodNetworkKind kind) {
    Map<String, NetworkNamespace> before = namespaces(cluster(kind));
    Map<String, NetworkNamespace> after =
        namespaces(cluster(kind).node("aaa", "172.16.0.200", "10.0.77.0/24"));

    assertThat(devices(before)).isSubsetOf(devices(after));
    assertThat(changed(before, after)).noneMatch(name -> name.startsWith("default/"));
  }

  private static Set<Device> devices(Map<String, NetworkNamespace> all) {
    NetworkNamespace node = Objects.requireNonNull(all.get("node-3"));
    return new LinkedHashSet<>(node.devices().values());
  }

  private static Map<String, NetworkNamespace> namespaces(ClusterBuilder cluster) {
    return new LinkedHashMap<>(Compiler.compile(cluster.build()).network().namespaces());
  }

  private static List<String> changed(
      Map<String, NetworkNamespace> before, Map<String, NetworkNamespace> after) {
    return after.keySet().stream()
        .filter(name -> !Objects.equals(after.get(name), before.get(name)))
        .toList();
  }
}
