package dev.podlane.lab;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The result of a run.
 *
 * @param observations one for each probe, of its last repetition if it was repeated
 * @param sentMillis time at which each was sent, repetitions too, in milliseconds since the first
 * @param kept namespaces that stay, by their names on the machine, with those of the network
 */
public record LabRun(
    List<Observation> observations, List<Long> sentMillis, Map<String, String> kept) {
  public LabRun {
    observations = List.copyOf(observations);
    sentMillis = List.copyOf(sentMillis);
    kept = Collections.unmodifiableMap(new LinkedHashMap<>(kept));
  }
}
