package dev.podlane.document.read;

import dev.podlane.document.Document;
import dev.podlane.document.Fields;
import dev.podlane.document.ListValue;
import dev.podlane.document.MapValue;
import dev.podlane.document.Place;
import dev.podlane.document.Problem;
import dev.podlane.document.ScalarValue;
import dev.podlane.document.Value;
import dev.podlane.document.YamlText;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Files of an archive that were not looked into. It stands as a document of its own behind the
 * others, so that it is still said when they are opened again.
 *
 * @param files by the reason
 */
public record LeftOutFiles(SortedMap<Reason, Files> files) {
  private static final String API_VERSION = "podlane.dev/v1";
  private static final String KIND = "LeftOutFiles";
  private static final int NAMED = 3;

  /** The reason why a file is left out. */
  public enum Reason {
    /** Its name ends as no file of documents does. */
    OTHER("file.left-out-other", false),
    /** Its name begins with a dot, or macOS added it. */
    HIDDEN("file.left-out-hidden", false),
    /** An archive within the archive. */
    ARCHIVE("file.left-out-archive", true),
    /** It is encrypted with a password. */
    ENCRYPTED("file.left-out-encrypted", true),
    /** Its compression is not known here. */
    METHOD("file.left-out-method", true),
    /** A link or a device: its target is not in the archive. */
    LINK("file.left-out-link", false),
    /** It is no text in UTF-8. */
    ENCODING("file.left-out-encoding", true),
    /** It was too large to be kept as it is, and a document in it cannot be read. */
    UNREADABLE("file.left-out-unreadable", true);

    private final String code;
    private final boolean mayMatter;

    Reason(String code, boolean mayMatter) {
      this.code = code;
      this.mayMatter = mayMatter;
    }

    /**
     * Returns the problem for files left out; files that may have held documents are an error,
     * because the cluster lacks them.
     */
    private Problem problem(Place place, Files files) {
      String[] args = {"" + files.count(), files.named()};
      return mayMatter ? Problem.error(place, code, args) : Problem.info(place, code, args);
    }

    String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * Files that are left out for one reason.
   *
   * @param names of the first of them
   */
  public record Files(int count, List<String> names) {
    public Files {
      names = List.copyOf(names);
    }

    private Files with(String name) {
      List<String> more = new ArrayList<>(names);
      if (more.size() < NAMED) {
        more.add(name);
      }
      return new Files(count + 1, more);
    }

    private Files and(Files other) {
      List<String> more = new ArrayList<>(names);
      more.addAll(other.names);
      return new Files(count + other.count, more.subList(0, Math.min(NAMED, more.size())));
    }

    private String named() {
      return String.join(", ", names) + (count > names.size() ? ", …" : "");
    }
  }

  /** None. */
  public static final LeftOutFiles NONE = new LeftOutFiles(new TreeMap<>());

  public LeftOutFiles {
    files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
  }

  /** Returns a copy with one more file. */
  public LeftOutFiles and(String name, Reason reason) {
    SortedMap<Reason, Files> more = new TreeMap<>(files);
    more.put(reason, files.getOrDefault(reason, new Files(0, List.of())).with(name));
    return new LeftOutFiles(more);
  }

  /** Returns a copy with those of another bundle, too. */
  public LeftOutFiles and(LeftOutFiles other) {
    SortedMap<Reason, Files> more = new TreeMap<>(files);
    other.files.forEach((reason, each) -> more.merge(reason, each, Files::and));
    return new LeftOutFiles(more);
  }

  /** Returns true if none was left out. */
  public boolean isEmpty() {
    return files.isEmpty();
  }

  /** Returns the text of a document that says the same; empty if none was left out. */
  public String toText() {
    if (isEmpty()) {
      return "";
    }
    Map<String, Value> byReason = new LinkedHashMap<>();
    files.forEach((reason, each) -> byReason.put(reason.text(), value(each)));
    Map<String, Value> entries = new LinkedHashMap<>();
    entries.put("apiVersion", text(API_VERSION));
    entries.put("kind", text(KIND));
    entries.put("files", map(byReason));
    return YamlText.print(map(entries));
  }

  private static Value value(Files files) {
    Map<String, Value> entries = new LinkedHashMap<>();
    entries.put("count", new ScalarValue(0, ScalarValue.Type.INTEGER, "" + files.count()));
    List<Value> names = new ArrayList<>();
    files.names().forEach(name -> names.add(text(name)));
    entries.put("names", new ListValue(0, names));
    return map(entries);
  }

  private static MapValue map(Map<String, Value> entries) {
    return new MapValue(0, entries, List.of());
  }

  private static ScalarValue text(String text) {
    return new ScalarValue(0, ScalarValue.Type.TEXT, text);
  }

  /** Reads the files left out from a document of this kind; empty if it is another kind. */
  public static Optional<LeftOutFiles> of(Document document) {
    if (!(document.root() instanceof MapValue map)
        || map.text("kind").filter(KIND::equals).isEmpty()
        || map.text("apiVersion").filter(API_VERSION::equals).isEmpty()) {
      return Optional.empty();
    }
    Fields all = Fields.of(document.place(), map, problem -> {}).mapOrEmpty("files");
    SortedMap<Reason, Files> files = new TreeMap<>();
    for (Reason reason : Reason.values()) {
      all.map(reason.text())
          .ifPresent(
              each ->
                  files.put(
                      reason, new Files(each.integer("count").orElse(0), each.texts("names"))));
    }
    return Optional.of(new LeftOutFiles(files));
  }

  /** Returns the problems that report the files left out, with reasons. */
  public List<Problem> problems(Place place) {
    List<Problem> problems = new ArrayList<>();
    files.forEach((reason, each) -> problems.add(reason.problem(place, each)));
    return problems;
  }
}
