package dev.podlane.web.library;

import dev.podlane.scenario.Samples;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The built-in clusters, as clusters of the library that cannot be changed. */
@Component
public class SampleCatalog {
  /** Their names are put into words where they are shown. */
  private final List<ClusterEntry> all =
      Samples.names().stream().map(ClusterEntry::sample).toList();

  /** All samples, the opening one first. */
  public List<ClusterEntry> all() {
    return all;
  }

  /** The sample of this id, if there is one. */
  public Optional<ClusterEntry> find(String id) {
    return all.stream().filter(sample -> sample.id().equals(id)).findFirst();
  }

  /** The documents of the sample of this id, if there is one. */
  public Optional<String> documents(String id) {
    return find(id).flatMap(sample -> Samples.text(sample.id()));
  }
}
