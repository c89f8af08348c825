package dev.podlane.scenario;

import dev.podlane.document.Document;
import dev.podlane.document.Fields;
import dev.podlane.document.JsonText;
import dev.podlane.document.MapValue;
import dev.podlane.document.Problem;
import dev.podlane.document.read.Documents;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Clusters and scenes to start from, listed in {@code scenario/samples.yaml}. */
public final class Samples {
  private static final String LIST = "/scenario/samples.yaml";
  private static final Map<String, Sample> ALL = all();

  private Samples() {}

  /**
   * A probe that shows the point of a sample.
   *
   * @param from sender of the probe
   * @param to target of the probe
   * @param protocol tcp, udp or icmp
   * @param port 0 for icmp
   * @param size octets of data; 0 for the usual ones
   * @param df want, do, dont or probe
   * @param stream moments at which it is sent over the time line; null for once
   */
  public record Suggestion(
      String from,
      String to,
      String protocol,
      int port,
      int size,
      String df,
      @Nullable Stream stream) {
    private static Suggestion read(Fields probe) {
      return new Suggestion(
          probe.text("from").orElseThrow(),
          probe.text("to").orElseThrow(),
          probe.text("protocol").orElseThrow(),
          probe.integer("port").orElse(0),
          probe.integer("size").orElse(0),
          probe.text("df").orElse("want"),
          probe.has("every") ? Stream.read(probe) : null);
    }
  }

  /**
   * Moments of a stream, in milliseconds.
   *
   * @param start the first
   * @param until none is later
   * @param every from one to the next
   */
  public record Stream(long start, long until, long every) {
    private static Stream read(Fields probe) {
      return new Stream(
          probe.integer("start").orElseThrow(),
          probe.integer("until").orElseThrow(),
          probe.integer("every").orElseThrow());
    }
  }

  private record Sample(List<Suggestion> probes, List<String> events) {
    private static Sample read(Fields sample) {
      return new Sample(
          sample.maps("probes").stream().map(Suggestion::read).toList(),
          sample.maps("events").stream().map(event -> JsonText.print(event.value())).toList());
    }
  }

  private static Map<String, Sample> all() {
    Map<String, Sample> all = new LinkedHashMap<>();
    Document list = Documents.parse(LIST, resource(LIST)).get(0);
    Fields.of(list.place(), (MapValue) list.root(), Samples::refuse)
        .maps("samples")
        .forEach(sample -> all.put(sample.text("name").orElseThrow(), Sample.read(sample)));
    return all;
  }

  private static void refuse(Problem problem) {
    throw new IllegalStateException(problem.toString());
  }

  /** Names of the samples, the first one opens the page. */
  public static List<String> names() {
    return List.copyOf(ALL.keySet());
  }

  /** Probes that show the point of a sample; none for those that have none of their own. */
  public static List<Suggestion> suggestions(String name) {
    Sample sample = ALL.get(name);
    return sample == null ? List.of() : sample.probes();
  }

  /**
   * The events of a sample's time line, in order: each as JSON, as the store keeps it; none for
   * most samples.
   */
  public static List<String> events(String name) {
    Sample sample = ALL.get(name);
    return sample == null ? List.of() : sample.events();
  }

  /** A sample's documents as YAML; empty if there is none of that name. */
  public static Optional<String> text(String name) {
    return ALL.containsKey(name)
        ? Optional.of(resource("/samples/" + name + ".yaml"))
        : Optional.empty();
  }

  private static String resource(String path) {
    try (InputStream in = Objects.requireNonNull(Samples.class.getResourceAsStream(path), path)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }
}
