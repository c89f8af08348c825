package dev.podlane.document;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Fields that are kept of each kind of object while a large text is read. Of kinds that are not
 * named, only the name, the namespace and the labels are kept; of documents without a kind, all.
 */
public final class Wanted {
  /** Keeps everything. */
  public static final Wanted EVERYTHING = new Wanted(Map.of());

  private static final List<String> OF_ALL_KINDS =
      List.of(
          "apiVersion",
          "kind",
          "metadata.name",
          "metadata.generateName",
          "metadata.namespace",
          "metadata.labels.**");

  private final Map<String, Branch> kinds = new LinkedHashMap<>();
  private final Branch others;

  private Wanted(Map<String, ? extends Collection<String>> paths) {
    others = Branch.of("", OF_ALL_KINDS);
    paths.forEach(
        (kind, fields) -> {
          Branch tree = Branch.of(kind, OF_ALL_KINDS);
          fields.forEach(tree::add);
          kinds.put(kind, tree);
        });
  }

  /**
   * Keeps certain fields.
   *
   * @param paths for each kind the fields to keep, such as {@code spec.containers.ports}, lists
   *     passed over; a field is kept with all inside it if its path ends in {@code .**}, and {@code
   *     **} alone keeps objects whole
   */
  public static Wanted of(Map<String, ? extends Collection<String>> paths) {
    return new Wanted(paths);
  }

  /** Whether nothing is left out. */
  boolean isEverything() {
    return this == EVERYTHING;
  }

  /** The fields of a kind. */
  Branch of(String kind) {
    return kinds.getOrDefault(kind, others);
  }

  /** Whether a kind is named here. */
  boolean knows(String kind) {
    return kinds.containsKey(kind);
  }

  /** Fields wanted below one field. */
  static final class Branch {
    /** Everything below is kept. */
    static final Branch WHOLE = new Branch("", "");

    private final String kind;
    private final String path;
    private final Map<String, Branch> fields = new LinkedHashMap<>();
    private boolean whole;

    private Branch(String kind, String path) {
      this.kind = kind;
      this.path = path;
    }

    static Branch of(String kind, Collection<String> paths) {
      Branch root = new Branch(kind, "");
      paths.forEach(root::add);
      return root;
    }

    private void add(String wanted) {
      Branch at = this;
      for (String step : wanted.split("\\.", -1)) {
        if (step.equals("**")) {
          at.whole = true;
        } else {
          String inner = at.path.isEmpty() ? step : at.path + "." + step;
          at = at.fields.computeIfAbsent(step, name -> new Branch(kind, inner));
        }
      }
    }

    /** What is wanted of a field; null if the field is not. */
    @Nullable Branch field(String name) {
      return whole || this == WHOLE ? WHOLE : fields.get(name);
    }

    String kind() {
      return kind;
    }

    String pathOf(String name) {
      return path.isEmpty() ? name : path + "." + name;
    }
  }
}
