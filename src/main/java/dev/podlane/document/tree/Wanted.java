package dev.podlane.document.tree;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Fields that are kept of each kind of object while a large text is read. Of kinds that are not
 * named, only the name, the namespace and the labels are kept; of documents without a kind, all.
 */
public final class Wanted {
  private static final List<String> OF_ALL_KINDS =
      List.of(
          "apiVersion",
          "kind",
          "metadata.name",
          "metadata.generateName",
          "metadata.namespace",
          "metadata.labels.**");

  /** A name between dots, or one with dots in brackets. */
  private static final Pattern STEP = Pattern.compile("\\[([^\\]]*)]|[^.\\[]+");

  /** Keeps everything. */
  public static final Wanted EVERYTHING = new Wanted(Map.of());

  private final Map<String, Branch> kinds = new LinkedHashMap<>();
  private final Branch others;
  private int branches;

  private Wanted(Map<String, ? extends Collection<String>> paths) {
    others = new Branch("", "", branches++);
    OF_ALL_KINDS.forEach(path -> add(others, path));
    paths.forEach(
        (kind, fields) -> {
          Branch tree = new Branch(kind, "", branches++);
          OF_ALL_KINDS.forEach(path -> add(tree, path));
          fields.forEach(path -> add(tree, path));
          kinds.put(kind, tree);
        });
  }

  /**
   * Keeps certain fields.
   *
   * @param paths for each kind the fields to keep, such as {@code spec.containers.ports}, lists
   *     passed over, and names with dots in brackets; a field is kept with all inside it if its
   *     path ends in {@code .**}, and {@code **} alone keeps objects whole
   */
  public static Wanted of(Map<String, ? extends Collection<String>> paths) {
    return new Wanted(paths);
  }

  private void add(Branch root, String path) {
    Branch at = root;
    for (MatchResult found : STEP.matcher(path).results().toList()) {
      String step = found.group(1) == null ? found.group() : found.group(1);
      if (step.equals("**")) {
        at.whole = true;
      } else {
        Branch parent = at;
        at =
            at.fields.computeIfAbsent(
                step, name -> new Branch(parent.kind, parent.pathOf(name), branches++));
      }
    }
  }

  /** Returns true if nothing is left out. */
  public boolean isEverything() {
    return this == EVERYTHING;
  }

  /** The fields of a kind. */
  Branch of(String kind) {
    return kinds.getOrDefault(kind, others);
  }

  /** Returns true if a kind is named here. */
  public boolean knows(String kind) {
    return kinds.containsKey(kind);
  }

  /** Fields wanted below one field. */
  public static final class Branch {
    /** Everything below is kept. */
    public static final Branch WHOLE = new Branch("", "", 0);

    private final String kind;
    private final String path;
    private final int number;
    private final Map<String, Branch> fields = new HashMap<>();
    private boolean whole;

    private Branch(String kind, String path, int number) {
      this.kind = kind;
      this.path = path;
      this.number = number;
    }

    /** Returns true if everything below is kept. */
    public boolean isWhole() {
      return whole || this == WHOLE;
    }

    public int number() {
      return number;
    }

    /** Returns the branch for a field; null if the field is not wanted. */
    public @Nullable Branch field(String name) {
      return isWhole() ? WHOLE : fields.get(name);
    }

    String kind() {
      return kind;
    }

    String pathOf(String name) {
      return path.isEmpty() ? name : path + "." + name;
    }
  }
}
