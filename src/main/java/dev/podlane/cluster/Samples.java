package dev.podlane.cluster;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Clusters and scenes to start from. */
public final class Samples {
  private static final String GENERATED = "twenty-nodes";
  private static final Map<String, List<Suggestion>> ALL = all();

  private Samples() {}

  /**
   * A probe that shows the point of a sample.
   *
   * @param from who sends
   * @param to who is meant
   * @param protocol tcp, udp or icmp
   * @param port 0 for icmp
   * @param size octets of data; 0 for the usual ones
   * @param df want, do, dont or probe
   */
  public record Suggestion(
      String from, String to, String protocol, int port, int size, String df) {}

  private static Map<String, List<Suggestion>> all() {
    Map<String, List<Suggestion>> all = new LinkedHashMap<>();
    all.put("article", List.of());
    all.put(GENERATED, List.of());
    all.put(
        "docker-one",
        List.of(
            tcp("client", "10.100.0.2", 8080),
            tcp("web", "10.100.0.9", 80),
            ping("host-1", "web"),
            tcp("host-1", "127.0.0.1", 8080)));
    all.put("docker-two", List.of(tcp("web", "scrapyd", 6800), ping("scrapyd", "web")));
    all.put(
        "docker-joined",
        List.of(
            tcp("scrapyd", "127.0.0.1", 80),
            tcp("client", "172.17.0.2", 6800),
            tcp("client", "172.17.0.2", 80)));
    all.put("pod-pause", List.of(tcp("api-1", "10.0.1.2", 80), tcp("api-1", "web-1", 80)));
    List<Suggestion> conflict =
        List.of(
            tcp("host-1/p1", "10.100.0.3", 22),
            tcp("host-1/p1", "172.17.0.2", 80),
            tcp("host-1/p1", "172.17.0.3", 80));
    all.put("docker-conflict", conflict);
    all.put("docker-conflict-masq", conflict);
    all.put(
        "docker0-nodes",
        List.of(tcp("web-1", "web-2", 80), tcp("web-1", "db-0", 5432), ping("web-1", "node-2")));
    all.put("vxlan", List.of(ping("n1p1", "n2p1"), tcp("n1p1", "n2p1", 80)));
    all.put(
        "mtu",
        List.of(
            new Suggestion("n1p1", "n2p1", "icmp", 0, 1400, "probe"),
            new Suggestion("n1p1", "n2p1", "icmp", 0, 1472, "probe"),
            new Suggestion("n1p1", "n2p1", "icmp", 0, 1472, "dont")));
    return all;
  }

  private static Suggestion tcp(String from, String to, int port) {
    return new Suggestion(from, to, "tcp", port, 0, "want");
  }

  private static Suggestion ping(String from, String to) {
    return new Suggestion(from, to, "icmp", 0, 0, "want");
  }

  /** Names of the samples, the first one opens the page. */
  public static List<String> names() {
    return List.copyOf(ALL.keySet());
  }

  /** Probes that show the point of a sample; none for those that have none of their own. */
  public static List<Suggestion> suggestions(String name) {
    return ALL.getOrDefault(name, List.of());
  }

  /** A sample's documents as YAML; empty if there is none of that name. */
  public static Optional<String> text(String name) {
    if (!ALL.containsKey(name)) {
      return Optional.empty();
    }
    return Optional.of(
        name.equals(GENERATED) ? TwentyNodes.yaml() : resource("/samples/" + name + ".yaml"));
  }

  private static String resource(String path) {
    try (InputStream in = Objects.requireNonNull(Samples.class.getResourceAsStream(path), path)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }
}
