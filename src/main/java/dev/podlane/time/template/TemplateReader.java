package dev.podlane.time.template;

import dev.podlane.cluster.field.GeneratedNames;
import dev.podlane.cluster.object.Pod;
import dev.podlane.cluster.read.Drafts.PodSpec;
import dev.podlane.cluster.read.PodReader;
import dev.podlane.document.Fields;
import dev.podlane.document.ListValue;
import dev.podlane.document.MapValue;
import dev.podlane.document.Place;
import dev.podlane.document.ScalarValue;
import dev.podlane.document.Value;
import dev.podlane.document.YamlText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads pod templates. Problems were reported when the cluster was settled and are not again. */
public final class TemplateReader {
  /** {@code sleep 5}, by itself or in a script. */
  private static final Pattern SLEEP = Pattern.compile("(?:^|[\\s;&/])sleep\\s+([0-9]{1,5})s?\\b");

  private static final Pattern DURATION =
      Pattern.compile("([0-9]{1,6}(?:\\.[0-9]{1,3})?)(ms|s|m)?");

  /** Label that tells the pods of a Deployment's ReplicaSets apart. */
  public static final String HASH_LABEL = Pod.TEMPLATE_HASH;

  private static final String PREFIX = "podlane.dev/";
  private static final long DEFAULT_GRACE = 30_000;
  private static final long SECOND = 1_000;

  private TemplateReader() {}

  /**
   * Reads a template, or a pod as one.
   *
   * @param tree mapping with {@code metadata} and {@code spec}
   * @param place its place in the documents
   */
  public static PodTemplate read(MapValue tree, Place place) {
    MapValue spec = tree.map("spec");
    Fields fields = Fields.of(place, tree, problem -> {});
    PodSpec settled = PodReader.spec(fields);
    SortedMap<String, String> labels = texts(tree.map("metadata").map("labels"));
    long grace = ProbeTemplate.number(spec, "terminationGracePeriodSeconds", -1) * SECOND;
    return new PodTemplate(
        tree,
        place,
        labels,
        settled,
        containers(spec),
        grace < 0 ? DEFAULT_GRACE : grace,
        behaviour(annotations(tree)),
        GeneratedNames.fnv(YamlText.print(withoutHash(tree))));
  }

  /** An object whose {@code spec} has another template, as written. */
  public static MapValue with(MapValue object, PodTemplate template) {
    MapValue spec = object.map("spec");
    return with(object, "spec", with(spec, "template", withoutHash(template.tree())));
  }

  /** A template without the label by which ReplicaSets of one Deployment differ (rule 156). */
  private static MapValue withoutHash(MapValue tree) {
    MapValue metadata = tree.map("metadata");
    MapValue labels = metadata.map("labels");
    if (labels.get(HASH_LABEL).isEmpty()) {
      return tree;
    }
    return with(tree, "metadata", with(metadata, "labels", with(labels, HASH_LABEL, null)));
  }

  private static MapValue with(MapValue map, String key, @Nullable Value value) {
    Map<String, Value> entries = new LinkedHashMap<>(map.entries());
    if (value == null) {
      entries.remove(key);
    } else {
      entries.put(key, value);
    }
    return new MapValue(map.line(), entries, map.shadowed());
  }

  /** The hash that a template's labels have; empty if they have none. */
  public static String hashLabel(PodTemplate template) {
    return template.labels().getOrDefault(HASH_LABEL, "");
  }

  /** The annotations of a template. */
  public static SortedMap<String, String> annotations(MapValue tree) {
    return texts(tree.map("metadata").map("annotations"));
  }

  /** The scalars of a mapping. */
  static SortedMap<String, String> texts(MapValue map) {
    SortedMap<String, String> found = new TreeMap<>();
    map.entries()
        .forEach(
            (key, value) -> {
              if (value instanceof ScalarValue scalar && !scalar.isNull()) {
                found.put(key, scalar.text());
              }
            });
    return found;
  }

  private static List<ContainerTemplate> containers(MapValue spec) {
    String policy = spec.text("restartPolicy").orElse("");
    boolean always = !policy.equals("Never") && !policy.equals("OnFailure");
    List<ContainerTemplate> found = new ArrayList<>();
    for (MapValue each : maps(spec, "initContainers")) {
      boolean sidecar = each.text("restartPolicy").orElse("").equals("Always");
      ContainerTemplate.Role role =
          sidecar ? ContainerTemplate.Role.SIDECAR : ContainerTemplate.Role.INIT;
      found.add(container(each, role, sidecar, sidecar || !policy.equals("Never")));
    }
    for (MapValue each : maps(spec, "containers")) {
      found.add(container(each, ContainerTemplate.Role.MAIN, always, !policy.equals("Never")));
    }
    return found;
  }

  private static List<MapValue> maps(MapValue parent, String key) {
    List<MapValue> found = new ArrayList<>();
    if (parent.entries().get(key) instanceof ListValue list) {
      for (Value each : list.items()) {
        if (each instanceof MapValue map) {
          found.add(map);
        }
      }
    }
    return found;
  }

  private static ContainerTemplate container(
      MapValue map, ContainerTemplate.Role role, boolean restarts, boolean restartsFailed) {
    return new ContainerTemplate(
        map.text("name").orElse(""),
        map.text("image").orElse(""),
        role,
        probe(map, "readinessProbe"),
        probe(map, "livenessProbe"),
        probe(map, "startupProbe"),
        preStop(map.map("lifecycle").map("preStop")),
        restarts,
        restartsFailed);
  }

  private static @Nullable ProbeTemplate probe(MapValue container, String key) {
    return container.entries().get(key) instanceof MapValue probe
        ? ProbeTemplate.read(probe)
        : null;
  }

  /** {@code sleep} says its duration (KEP-3960), a command only if it is {@code sleep N}. */
  private static long preStop(MapValue hook) {
    if (hook.entries().get("sleep") instanceof MapValue sleep) {
      return Math.max(0, ProbeTemplate.number(sleep, "seconds", 0)) * SECOND;
    }
    List<String> words = new ArrayList<>();
    if (hook.map("exec").entries().get("command") instanceof ListValue command) {
      for (Value each : command.items()) {
        if (each instanceof ScalarValue scalar) {
          words.add(scalar.text());
        }
      }
    }
    Matcher sleep = SLEEP.matcher(String.join(" ", words));
    long total = 0;
    while (sleep.find()) {
      total += Long.parseLong(sleep.group(1)) * SECOND;
    }
    return total;
  }

  private static PodTemplate.Behaviour behaviour(SortedMap<String, String> annotations) {
    StopBehaviour onStop =
        StopBehaviour.of(annotations.getOrDefault(PREFIX + "on-stop", "")).orElse(null);
    return new PodTemplate.Behaviour(
        duration(annotations, "start"),
        duration(annotations, "stop"),
        onStop,
        duration(annotations, "run"),
        names(annotations.getOrDefault(PREFIX + "fail", "")));
  }

  private static SortedSet<String> names(String text) {
    SortedSet<String> found = new TreeSet<>();
    for (String each : text.split("[\\s,]+", -1)) {
      if (!each.isEmpty()) {
        found.add(each);
      }
    }
    return found;
  }

  private static @Nullable Long duration(SortedMap<String, String> annotations, String key) {
    OptionalLong millis = millis(annotations.getOrDefault(PREFIX + key, ""));
    return millis.isPresent() ? millis.getAsLong() : null;
  }

  /** A duration in milliseconds: {@code 250ms}, {@code 4s}, {@code 2m}, or seconds as a number. */
  public static OptionalLong millis(String text) {
    Matcher match = DURATION.matcher(text.strip());
    if (!match.matches()) {
      return OptionalLong.empty();
    }
    String unit = match.group(2);
    double number = Double.parseDouble(match.group(1));
    double factor = "ms".equals(unit) ? 1 : "m".equals(unit) ? 60_000 : SECOND;
    return OptionalLong.of(Math.round(number * factor));
  }
}
