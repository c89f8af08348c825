package dev.podlane.notation;

import dev.podlane.document.Document;
import dev.podlane.document.Fields;
import dev.podlane.document.MapValue;
import dev.podlane.document.Place;
import dev.podlane.document.Problem;
import dev.podlane.net.ns.Network;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads a network from a document. It stands under {@code spec} of a {@code podlane.dev/v1
 * LinuxNetwork}, under {@code network}, or is the document itself.
 */
public final class LinuxNetworks {
  /** API version of the envelope. */
  public static final String API_VERSION = "podlane.dev/v1";

  /** Kind of the envelope. */
  public static final String KIND = "LinuxNetwork";

  private LinuxNetworks() {}

  /** Returns true if the document is an envelope around a network. */
  public static boolean isEnvelope(Document document) {
    return document.root() instanceof MapValue map
        && map.text("kind").filter(KIND::equals).isPresent()
        && map.text("apiVersion").filter(API_VERSION::equals).isPresent();
  }

  /** Returns true if the document is a network, or an envelope around one, and nothing else. */
  public static boolean isNetwork(Document document) {
    if (isEnvelope(document)) {
      return true;
    }
    if (!(document.root() instanceof MapValue map) || map.entries().containsKey("kind")) {
      return false;
    }
    return map.entries().get("namespaces") instanceof MapValue
        || (map.entries().get("network") instanceof MapValue inner
            && inner.entries().get("namespaces") instanceof MapValue);
  }

  /** Returns {@code metadata.name}; empty if there is none. */
  public static String name(Document document) {
    Place place = document.place();
    return document.root() instanceof MapValue map
        ? Fields.of(place, map, problem -> {})
            .map("metadata")
            .flatMap(metadata -> metadata.text("name"))
            .orElse("")
        : "";
  }

  /** Reads a network; an unreadable part is reported and left out. */
  public static ReadNetwork read(Document document) {
    List<Problem> problems = new ArrayList<>(document.problems());
    if (!(document.root() instanceof MapValue map)) {
      problems.add(Problem.error(document.place(), "field.not-map", KIND));
      return new ReadNetwork(Network.of(List.of()), problems);
    }
    Fields root = Fields.of(document.place(), map, problems::add);
    Optional<Fields> spec = network(document, root);
    Network network = Network.of(List.of());
    if (spec.isPresent()) {
      network = new LinuxNetworkReader(spec.get(), problems).read();
    } else {
      Place place = root.place();
      problems.add(Problem.error(place, "linux.no-namespaces"));
    }
    return new ReadNetwork(network, problems);
  }

  /**
   * The document of kind {@code LinuxNetwork} that reads back as an equal network.
   *
   * @param name value of {@code metadata.name}
   */
  public static MapValue write(String name, Network network) {
    return new MapBuilder()
        .text("apiVersion", API_VERSION)
        .text("kind", KIND)
        .map("metadata", new MapBuilder().text("name", name))
        .always("spec", new LinuxNetworkWriter(network).write())
        .value();
  }

  private static Optional<Fields> network(Document document, Fields root) {
    if (isEnvelope(document)) {
      return root.map("spec").filter(spec -> spec.has("namespaces"));
    }
    Optional<Fields> inner = root.has("network") ? root.map("network") : Optional.of(root);
    return inner.filter(network -> network.has("namespaces"));
  }
}
