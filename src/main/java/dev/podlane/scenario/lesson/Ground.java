package dev.podlane.scenario.lesson;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The cluster of a lesson or challenge, with its probes.
 *
 * @param sample name of a built-in cluster, for people; empty if it is written in the file
 * @param documents its documents as YAML
 * @param edits changes before the lesson begins
 * @param probes probes by name, in the order of the file
 * @param groups names of probes that are counted together
 * @param traffics requests over a time, by name
 */
public record Ground(
    String sample,
    String documents,
    List<Change> edits,
    List<ProbeText> probes,
    Map<String, List<String>> groups,
    List<TrafficText> traffics) {
  public Ground {
    edits = List.copyOf(edits);
    probes = List.copyOf(probes);
    groups = Collections.unmodifiableMap(new LinkedHashMap<>(groups));
    traffics = List.copyOf(traffics);
  }

  /** The probe of a name. */
  public Optional<ProbeText> probe(String name) {
    return probes.stream().filter(each -> each.name().equals(name)).findFirst();
  }

  /** The traffic of a name. */
  public Optional<TrafficText> traffic(String name) {
    return traffics.stream().filter(each -> each.name().equals(name)).findFirst();
  }
}
