package dev.podlane.scenario.read;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** The built-in files of the school. */
final class SchoolResources {
  /** Clusters that several lessons share and that are no samples. */
  static final List<String> CLUSTERS = List.of("shop", "shop-deployed");

  private static final String ROOT = "/school/";

  private SchoolResources() {}

  /** The text of a file. */
  static String text(String name) {
    try (InputStream in =
        Objects.requireNonNull(SchoolResources.class.getResourceAsStream(ROOT + name), name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  /** The documents of a shared cluster; empty if there is none of that name. */
  static Optional<String> cluster(String name) {
    return CLUSTERS.contains(name)
        ? Optional.of(text("clusters/" + name + ".yaml"))
        : Optional.empty();
  }
}
