package dev.podlane.notation;

import dev.podlane.document.Document;
import dev.podlane.document.Fields;
import dev.podlane.document.Limits;
import dev.podlane.document.MapValue;
import dev.podlane.document.Problem;
import dev.podlane.document.read.Documents;
import dev.podlane.net.ns.Network;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * The behaviour of a real kernel with a network and probes; read with the readers of this package.
 */
record Recording(String name, Fields root, Network network, List<Problem> problems) {
  static final List<String> NAMES =
      List.of(
          "a-docker-host",
          "b-shared-namespace",
          "c-docker-conflict-masq",
          "c-docker-conflict-rp0",
          "c-docker-conflict-rp1",
          "d1-cbr0-gateway",
          "d2-cbr0-gateway-noredirects",
          "d4-gw-route-missing",
          "d4b-gw-route-missing-default",
          "d5-gw-route-wrong-loop",
          "d6-gw-blackhole",
          "d6-gw-unreachable",
          "d6-metrics",
          "d7-forward-off-n1",
          "d7-forward-off-n2",
          "d8-ttl-sweep",
          "d9-arp",
          "e1-host-gw",
          "f1-flannel",
          "f2-flannel-podmtu1500",
          "f3-flannel-vxmtu1500-dev",
          "f3b-flannel-vxmtu1500-nodev",
          "f4-flannel-nofdb",
          "g1-services-brnf1",
          "g2-services-brnf1-hairpin",
          "g3-services-brnf0",
          "h1-policy-drop",
          "h2-policy-drop-brnf0",
          "h3-policy-reject-port",
          "h5-policy-reject-rst",
          "h6-forward-policy-drop",
          "i1-pod-mask-16",
          "i3-rpfilter-all0-eth1",
          "i3-rpfilter-all1-eth2",
          "i3-rpfilter-all2-eth1",
          "i3c-norpfilter-noroute",
          "i4-link-events",
          "i5-l2-mtu",
          "i6-path-mtu",
          "i7-syn-retransmit");

  static Recording load(String name) {
    String file = "/kernel/" + name + ".json";
    try (InputStream in = Objects.requireNonNull(Recording.class.getResourceAsStream(file))) {
      return parse(name, new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  static Recording parse(String name, String text) {
    Document document = Documents.parse(name + ".json", text, Limits.DEFAULT).get(0);
    ReadNetwork reading = LinuxNetworks.read(document);
    List<Problem> problems = new ArrayList<>(reading.problems());
    Fields root = Fields.of(document.place(), (MapValue) document.root(), problems::add);
    return new Recording(name, root, reading.network(), problems);
  }

  List<Fields> probes() {
    return root.maps("probes");
  }
}
