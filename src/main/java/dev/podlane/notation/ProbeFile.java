package dev.podlane.notation;

import dev.podlane.document.Document;
import dev.podlane.document.Fields;
import dev.podlane.document.MapValue;
import dev.podlane.document.Problem;
import dev.podlane.document.read.Documents;
import java.util.ArrayList;
import java.util.List;

/**
 * Probes of a document: {@code {probes: [...]}}, each as it is or, in a recording, under {@code
 * probe}.
 *
 * @param probes those that can be sent
 * @param problems errors in the text
 */
public record ProbeFile(List<ProbeCase> probes, List<Problem> problems) {
  public ProbeFile {
    probes = List.copyOf(probes);
    problems = List.copyOf(problems);
  }

  /**
   * Reads the probes of all documents of a text.
   *
   * @param file name of their source as the user knows it
   * @param text YAML or JSON
   * @throws dev.podlane.document.DocumentException if the text cannot be read
   */
  public static ProbeFile read(String file, String text) {
    List<Problem> problems = new ArrayList<>();
    List<ProbeCase> probes = new ArrayList<>();
    for (Document document : Documents.parse(file, text)) {
      if (document.root() instanceof MapValue map && map.entries().containsKey("probes")) {
        Fields root = Fields.of(document.place(), map, problems::add);
        for (Fields item : root.maps("probes")) {
          Fields probe = item.has("probe") ? item.map("probe").orElse(item) : item;
          ProbeReader.read(probe).ifPresent(probes::add);
        }
      }
    }
    return new ProbeFile(probes, problems);
  }
}
