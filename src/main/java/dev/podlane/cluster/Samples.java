package dev.podlane.cluster;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Clusters to start from. */
public final class Samples {
  private Samples() {}

  /** Names of the samples, the first one opens the page. */
  public static List<String> names() {
    return List.of("article", "twenty-nodes");
  }

  /** A sample's documents as YAML; empty if there is none of that name. */
  public static Optional<String> text(String name) {
    return switch (name) {
      case "article" -> Optional.of(resource("/samples/article.yaml"));
      case "twenty-nodes" -> Optional.of(TwentyNodes.yaml());
      default -> Optional.empty();
    };
  }

  private static String resource(String path) {
    try (InputStream in = Objects.requireNonNull(Samples.class.getResourceAsStream(path), path)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }
}
