package dev.podlane.web.library;

import dev.podlane.scenario.Samples;
import dev.podlane.store.NewEdit;
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

  /** The edits that the sample of this id has from the beginning: its events over time. */
  EditLog edits(String id) {
    EditLog log = EditLog.EMPTY;
    for (NewEdit each : rows(id)) {
      log = log.with(EditJson.given(log.headSeq() + 1, log.headSeq(), each));
    }
    return log;
  }

  /** The same, to be kept for a copy of the sample. */
  List<NewEdit> rows(String id) {
    return Samples.events(id).stream().map(EditJson::timed).toList();
  }

  /** The documents of the sample of this id, if there is one. */
  public Optional<String> documents(String id) {
    return find(id).flatMap(sample -> Samples.text(sample.id()));
  }
}
