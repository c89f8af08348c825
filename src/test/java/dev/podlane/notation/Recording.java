package dev.podlane.notation;

import dev.podlane.document.Document;
import dev.podlane.document.Documents;
import dev.podlane.document.Fields;
import dev.podlane.document.Limits;
import dev.podlane.document.MapValue;
import dev.podlane.document.Problem;
import dev.podlane.net.ns.Network;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** What a real kernel did with a network and probes; read with the readers of this package. */
record Recording(String name, Fields root, Network network, List<Problem> problems) {
  static final List<String> NAMES =
      List.of(
          "b-shared-namespace",
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
          "e1-host-gw");

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
    Reading reading = LinuxNetworks.read(document);
    List<Problem> problems = new ArrayList<>(reading.problems());
    Fields root = Fields.of(document.place(), (MapValue) document.root(), problems::add);
    return new Recording(name, root, reading.network(), problems);
  }

  List<Fields> probes() {
    return root.maps("probes");
  }
}
