package dev.podlane.workspace;

import dev.podlane.cluster.field.Spelling;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/** Names a mistyped one may have meant. */
final class NearNames {
  private static final int MOST = 5;
  private static final int LONGEST = 253;
  private static final Pattern FIELD = Pattern.compile("[A-Za-z_-]{4,100}");

  private NearNames() {}

  /** At most five names, the nearest first, by edit distance; names that contain the text count. */
  static List<String> of(String wanted, Collection<String> names) {
    if (wanted.length() > LONGEST) {
      return List.of();
    }
    return names.stream()
        .map(name -> new Scored(name, score(wanted, name)))
        .filter(scored -> scored.score() <= Math.max(2, wanted.length() / 3))
        .sorted(Comparator.comparingInt(Scored::score).thenComparing(Scored::name))
        .limit(MOST)
        .map(Scored::name)
        .toList();
  }

  /**
   * The names of fields that one looks like a slip of: other capitals, hyphens, or one letter.
   * Names with digits or dots are chosen by people, as those of devices are, and are none.
   */
  static List<String> slips(String wanted, Collection<String> fields) {
    if (!FIELD.matcher(wanted).matches()) {
      return List.of();
    }
    return fields.stream()
        .filter(field -> FIELD.matcher(field).matches())
        .filter(
            field ->
                Spelling.letters(field).equals(Spelling.letters(wanted))
                    || Spelling.distance(wanted, field) <= 1)
        .sorted()
        .limit(MOST)
        .toList();
  }

  private record Scored(String name, int score) {}

  private static int score(String wanted, String name) {
    String last = name.substring(name.lastIndexOf('/') + 1);
    boolean part = wanted.length() >= 3 && name.contains(wanted);
    int nearest = Math.min(Spelling.distance(wanted, name), Spelling.distance(wanted, last));
    return part ? Math.min(2, nearest) : nearest;
  }
}
