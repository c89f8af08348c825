package dev.podlane.web.library;

import dev.podlane.cluster.Samples;
import dev.podlane.store.Blanked;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The built-in clusters, as clusters of the library that cannot be changed. */
@Component
public class SampleShelf {
  private final List<Entry> all =
      Samples.names().stream().flatMap(name -> sample(name).stream()).toList();

  /** All samples, the opening one first. */
  public List<Entry> all() {
    return all;
  }

  /** The sample of this id, if there is one. */
  public Optional<Entry> find(String id) {
    return all.stream().filter(sample -> sample.id().equals(id)).findFirst();
  }

  /** Its name is put into words where it is shown. */
  private static Optional<Entry> sample(String name) {
    return Samples.text(name)
        .map(
            text ->
                new Entry(name, name, true, "application/yaml", text, Blanked.NONE, null, null, 0));
  }
}
