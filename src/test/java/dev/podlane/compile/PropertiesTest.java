package dev.podlane.compile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podlane.cluster.Cluster;
import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Mac;
import dev.podlane.net.link.Device;
import dev.podlane.net.link.DeviceRef;
import dev.podlane.net.link.Link;
import dev.podlane.net.ns.Elements;
import dev.podlane.net.ns.NetworkNamespace;
import dev.podlane.net.route.RouteDecision;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Properties of every compiled cluster, tried on twenty nodes and three hundred pods. */
class PropertiesTest {
  private final Cluster cluster = ClusterBuilder.of(20, 300).build();
  private final Compiled compiled = Compiler.compile(cluster);

  private List<NetworkNamespace> all() {
    return List.copyOf(compiled.network().namespaces().values());
  }

  private List<NetworkNamespace> ofKind(NamespaceKind kind) {
    List<NetworkNamespace> found =
        all().stream()
            .filter(ns -> compiled.structure().namespace(ns.name()).orElseThrow().kind() == kind)
            .toList();
    assertThat(found).isNotEmpty();
    return found;
  }

  @Test
  void compilingTwiceGivesEqualNetworks() {
    Compiled again = Compiler.compile(ClusterBuilder.of(20, 300).build());
    assertThat(again.network()).isEqualTo(compiled.network());
    assertThat(again.containers()).isEqualTo(compiled.containers());
    assertThat(again.refusals()).isEmpty();
    assertThat(compiled.refusals()).isEmpty();
    assertThat(all()).hasSize(20 + 300 + 2);
  }

  @Test
  void everyWireHasTwoEnds() {
    int wires = 0;
    for (NetworkNamespace ns : all()) {
      for (Device device : ns.devices().values()) {
        if (device.link() instanceof Link.Veth veth) {
          Device peer = compiled.network().device(veth.peer()).orElseThrow();
          assertThat(peer.link()).isEqualTo(new Link.Veth(new DeviceRef(ns.name(), device.name())));
          wires++;
        }
      }
    }
    assertThat(wires).isEqualTo(2 * (20 + 300 + 1));
  }

  @Test
  void hardwareAddressesAreUniqueAndIndicesAreUniqueInANamespace() {
    Set<Mac> macs = new HashSet<>();
    for (NetworkNamespace ns : all()) {
      Set<Integer> indices = new HashSet<>();
      for (Device device : ns.devices().values()) {
        boolean loopback = device.link() instanceof Link.Loopback;
        assertThat(loopback || macs.add(device.mac())).as("%s", device).isTrue();
        assertThat(device.mac().isGroup()).isFalse();
        assertThat(indices.add(device.index())).as("%s", device).isTrue();
        assertThat(device.name()).hasSizeLessThanOrEqualTo(Device.MAX_NAME);
      }
    }
  }

  @Test
  void everyPodLeavesByItsBlocksFirstAddress() {
    for (NetworkNamespace pod : ofKind(NamespaceKind.POD)) {
      NamespaceInfo info = compiled.structure().namespace(pod.name()).orElseThrow();
      NetworkNamespace node =
          compiled.network().namespace(String.valueOf(info.machine())).orElseThrow();
      Device bridge = node.device("cbr0").orElseThrow();
      RouteDecision out = pod.routes().lookup(Ip.parse("8.8.8.8"));

      assertThat(out).isInstanceOf(RouteDecision.Unicast.class);
      assertThat(((RouteDecision.Unicast) out).nextHop()).isEqualTo(bridge.addresses().get(0).ip());
      assertThat(pod.device("eth0").orElseThrow().addresses().get(0).prefix())
          .isEqualTo(bridge.addresses().get(0).prefix());
    }
  }

  @Test
  void everyElementComesFromAnObject() {
    for (NetworkNamespace ns : all()) {
      Set<String> ids = Elements.of(ns).keySet();
      ns.devices().keySet().forEach(name -> assertThat(ids).contains(ns.name() + "/" + name));

      assertThat(compiled.provenance().of(ns.name()).keySet()).isEqualTo(ids);
    }
  }

  @Test
  void theSegmentHasAPortForEveryMember() {
    Structure.Segment segment = compiled.structure().segments().get(0);

    assertThat(segment.members()).hasSize(21).doesNotHaveDuplicates();
    for (DeviceRef member : segment.members()) {
      Device nic = compiled.network().device(member).orElseThrow();
      assertThat(((Link.Veth) nic.link()).peer().namespace()).isEqualTo(segment.namespace());
    }
  }
}
