package dev.podlane.finding.scene;

import dev.podlane.cluster.field.Spelling;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds the labels that were probably meant by a selector that selects nothing. */
public final class NearestLabels {
  private static final int MOST_SETS = 256;
  private static final int FAR = 100;
  private static final int LONGEST = 63;

  private NearestLabels() {}

  /**
   * Equalities of a selector, corrected.
   *
   * @param labels all of them
   * @param cost distance from those that are written; 1 for one slip
   */
  public record Near(Map<String, String> labels, int cost) {
    public Near {
      labels = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(labels));
    }
  }

  /**
   * The corrected equalities that one of the sets of labels has, the nearest; null if none is near:
   * at most two slips, each a word spelt alike, a part of the other, or a key behind a prefix.
   */
  public static @Nullable Near of(
      Map<String, String> wanted, Collection<? extends Map<String, String>> there) {
    return of(wanted, there, false);
  }

  /** The same, but a value that is only a part of the other is not near. */
  public static @Nullable Near spelt(
      Map<String, String> wanted, Collection<? extends Map<String, String>> there) {
    return of(wanted, there, true);
  }

  private static @Nullable Near of(
      Map<String, String> wanted, Collection<? extends Map<String, String>> there, boolean spelt) {
    Near best = null;
    int looked = 0;
    for (Map<String, String> labels : there) {
      if (++looked > MOST_SETS) {
        break;
      }
      Near near = corrected(wanted, labels, spelt);
      if (near != null && (best == null || near.cost() < best.cost())) {
        best = near;
      }
    }
    return best;
  }

  private static @Nullable Near corrected(
      Map<String, String> wanted, Map<String, String> labels, boolean spelt) {
    Map<String, String> found = new LinkedHashMap<>();
    int cost = 0;
    for (Map.Entry<String, String> each : wanted.entrySet()) {
      String had = labels.get(each.getKey());
      if (each.getValue().equals(had)) {
        found.put(each.getKey(), had);
        continue;
      }
      int best = FAR;
      Map.Entry<String, String> nearest = null;
      for (Map.Entry<String, String> label : labels.entrySet()) {
        int far = far(each, label, spelt);
        if (far < best) {
          best = far;
          nearest = label;
        }
      }
      if (nearest == null) {
        return null;
      }
      found.put(nearest.getKey(), nearest.getValue());
      cost += best;
    }
    boolean isNear = cost > 0 && cost <= 2 && found.size() == wanted.size();
    return isNear ? new Near(found, cost) : null;
  }

  private static int far(
      Map.Entry<String, String> wanted, Map.Entry<String, String> had, boolean spelt) {
    boolean sameKey = wanted.getKey().equals(had.getKey());
    boolean sameValue = wanted.getValue().equals(had.getValue());
    if (sameKey) {
      return isNear(wanted.getValue(), had.getValue(), spelt) ? 1 : FAR;
    }
    boolean prefixed =
        had.getKey().endsWith("/" + wanted.getKey())
            || wanted.getKey().endsWith("/" + had.getKey());
    boolean near = prefixed || isNear(wanted.getKey(), had.getKey(), true);
    if (near && sameValue) {
      return 1;
    }
    return near && isNear(wanted.getValue(), had.getValue(), spelt) ? 2 : FAR;
  }

  /** Returns true if two words are spelt alike, or one is the other with more behind or before. */
  private static boolean isNear(String one, String other, boolean spelt) {
    if (one.length() > LONGEST * 4 || other.length() > LONGEST * 4 || one.isEmpty()) {
      return false;
    }
    String a = Spelling.letters(one);
    String b = Spelling.letters(other);
    int shorter = Math.min(a.length(), b.length());
    int longer = Math.max(a.length(), b.length());
    int most = Math.min(2, longer / 3);
    boolean starts = a.startsWith(b) || b.startsWith(a) || a.endsWith(b) || b.endsWith(a);
    boolean part = !spelt && shorter >= 3 && starts;
    return part || (longer - shorter <= most && Spelling.distance(a, b) <= most);
  }
}
