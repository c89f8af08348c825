package dev.podlane.web.library;

import dev.podlane.store.Blanked;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

/** The built-in clusters. */
@Component
public class Samples {
  private static final String YAML = "application/yaml";

  private final List<Entry> all =
      List.of(
          sample("article", "The article's two nodes", text("samples/article.yaml")),
          sample("twenty-nodes", "Twenty nodes, 300 pods", TwentyNodes.yaml()));

  /** All samples, the opening one first. */
  public List<Entry> all() {
    return all;
  }

  /** The sample of this id, if there is one. */
  public Optional<Entry> find(String id) {
    return all.stream().filter(sample -> sample.id().equals(id)).findFirst();
  }

  private static Entry sample(String id, String name, String text) {
    return new Entry(id, name, true, YAML, text, Blanked.NONE, null, null);
  }

  private static String text(String path) {
    try (InputStream in = new ClassPathResource(path).getInputStream()) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
