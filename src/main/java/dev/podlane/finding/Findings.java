package dev.podlane.finding;

import dev.podlane.finding.found.Finding;
import dev.podlane.finding.found.Kind;
import dev.podlane.finding.found.Kind.Level;
import dev.podlane.finding.scene.Finder;
import dev.podlane.finding.scene.Scene;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The findings of a cluster.
 *
 * @param all the most severe first, then in the order in which they were found; at most {@value
 *     #MOST}
 * @param omitted number of those that are left out
 */
public record Findings(List<Finding> all, int omitted) {
  /** The largest number of findings that are kept. */
  public static final int MOST = 10_000;

  /** No findings. */
  public static final Findings NONE = new Findings(List.of(), 0);

  public Findings {
    all = List.copyOf(all);
  }

  /** The same without those that a condition does not hold for. */
  public Findings only(Predicate<Finding> wanted) {
    return new Findings(all.stream().filter(wanted).toList(), omitted);
  }

  /** The findings of a cluster. */
  public static Findings of(Scene scene) {
    Collected collected = new Collected();
    for (Finder each : Finders.ALL) {
      each.find(scene, collected::add);
    }
    return collected.bounded();
  }

  /** A second finding of one kind about the same field says nothing new. */
  private record Same(Kind kind, Object object, String path) {}

  private static final class Collected {
    private final Map<Level, List<Finding>> byLevel = new EnumMap<>(Level.class);
    private final Set<Same> seen = new HashSet<>();
    private int count;

    private void add(Finding finding) {
      List<Finding> its = byLevel.computeIfAbsent(finding.kind().level(), any -> new ArrayList<>());
      if (its.size() >= MOST) {
        count++;
      } else if (seen.add(new Same(finding.kind(), finding.object(), finding.path()))) {
        its.add(finding);
        count++;
      }
    }

    private Findings bounded() {
      List<Finding> all = new ArrayList<>();
      for (List<Finding> each : byLevel.values()) {
        all.addAll(each.subList(0, Math.min(each.size(), MOST - all.size())));
      }
      return new Findings(all, count - all.size());
    }
  }
}
