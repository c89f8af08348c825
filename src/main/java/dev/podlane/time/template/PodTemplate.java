package dev.podlane.time.template;

import dev.podlane.cluster.placement.PlacingReader;
import dev.podlane.cluster.read.Drafts.PodSpec;
import dev.podlane.document.ListValue;
import dev.podlane.document.MapValue;
import dev.podlane.document.Place;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * All that pods of one template have in common.
 *
 * @param tree {@code metadata} and {@code spec} as written, for what compares templates (rule 156)
 *     and for the scheduler
 * @param place place in the documents
 * @param labels labels of the pods, without those that controllers add
 * @param spec the part that decides where a pod may run and what it listens on
 * @param containers init containers, sidecars and containers, in the order in which they start
 * @param grace {@code terminationGracePeriodSeconds}, in milliseconds
 * @param behaviour times and reactions that manifests do not tell
 * @param hash hash of the template, from which {@code pod-template-hash} is made (rule 182)
 */
public record PodTemplate(
    MapValue tree,
    Place place,
    SortedMap<String, String> labels,
    PodSpec spec,
    List<ContainerTemplate> containers,
    long grace,
    Behaviour behaviour,
    long hash) {
  /**
   * Behaviour of the processes of a pod. Manifests do not tell it; the annotations {@code
   * podlane.dev/start}, {@code podlane.dev/stop}, {@code podlane.dev/on-stop}, {@code
   * podlane.dev/run} and {@code podlane.dev/fail} of the template do.
   *
   * @param start time from the start of a container until it listens and could pass its probes, in
   *     milliseconds; null for the setting of the time line
   * @param stop time from the stop signal until the process has ended, in milliseconds; null for
   *     the setting of the time line
   * @param onStop reaction to the stop signal; null for the setting of the time line
   * @param run milliseconds after which its main containers end by themselves, and well; null if it
   *     is not told
   * @param broken containers that fail as soon as they run
   */
  public record Behaviour(
      @Nullable Long start,
      @Nullable Long stop,
      @Nullable StopBehaviour onStop,
      @Nullable Long run,
      SortedSet<String> broken) {
    /** Nothing is written. */
    public static final Behaviour UNTOLD =
        new Behaviour(null, null, null, null, Collections.emptySortedSet());

    public Behaviour {
      broken = Collections.unmodifiableSortedSet(new TreeSet<>(broken));
    }
  }

  public PodTemplate {
    labels = Collections.unmodifiableSortedMap(new TreeMap<>(labels));
    containers = List.copyOf(containers);
  }

  /** This template with one more label. */
  public PodTemplate labelled(String key, String value) {
    SortedMap<String, String> now = new TreeMap<>(labels);
    now.put(key, value);
    return new PodTemplate(tree, place, now, spec, containers, grace, behaviour, hash);
  }

  /** This template without the label by which ReplicaSets of one Deployment differ. */
  public PodTemplate unlabelled() {
    SortedMap<String, String> now = new TreeMap<>(labels);
    now.remove(TemplateReader.HASH_LABEL);
    return new PodTemplate(tree, place, now, spec, containers, grace, behaviour, hash);
  }

  /** Returns true if its pods must not run beside some others, by {@code podAntiAffinity}. */
  public boolean keepsApart() {
    return PlacingReader.keepsApart(tree.map("spec"));
  }

  /** Returns true if the pods already on nodes may let its pods be somewhere. */
  public boolean looksAtOthers() {
    return PlacingReader.looksAtOthers(tree.map("spec"));
  }

  /** Returns true if what it has in a volume of kind {@code emptyDir} goes with the pod. */
  public boolean hasLocalStorage() {
    return tree.map("spec").entries().get("volumes") instanceof ListValue volumes
        && volumes.items().stream()
            .anyMatch(each -> each instanceof MapValue map && map.get("emptyDir").isPresent());
  }

  /** Its containers that run as long as the pod does, sidecars first. */
  public List<ContainerTemplate> lasting() {
    return containers.stream().filter(each -> each.role() != ContainerTemplate.Role.INIT).toList();
  }
}
