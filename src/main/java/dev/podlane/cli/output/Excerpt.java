package dev.podlane.cli.output;

import dev.podlane.cli.input.Opened;
import dev.podlane.document.Place;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lines of a file with carets below the field that is meant, as compilers show them. */
public final class Excerpt {
  /** Lines above a value in which its key may stand. */
  private static final int ABOVE = 3;

  /** Lines shown from the key on. */
  private static final int SHOWN = 3;

  private static final int LONGEST = 120;

  /** A longer line holds many fields: JSON without line ends, in which a key says nothing. */
  private static final int WIDEST = 1_000;

  private final Opened opened;

  /** Excerpts of an input. */
  public Excerpt(Opened opened) {
    this.opened = opened;
  }

  /** The lines around a value, the first of them, and the index of the one with its key. */
  private record Near(List<String> lines, int first, int at) {}

  private @Nullable Near near(Place place) {
    int from = Math.max(1, place.line() - ABOVE);
    int value = place.line() - from;
    List<String> lines =
        place.line() == 0 ? List.of() : opened.lines(place.file(), from, ABOVE + SHOWN);
    boolean isWide = lines.stream().anyMatch(line -> line.length() > WIDEST);
    if (value >= lines.size() || isWide) {
      return null;
    }
    String key = key(place.path());
    for (int i = value; i >= 0 && !key.isEmpty(); i--) {
      if (column(lines.get(i), key) >= 0) {
        return new Near(lines, from, i);
      }
    }
    return new Near(lines, from, value);
  }

  /** The place of the key of a value, which may stand in a line above it. */
  public Place ofKey(Place place) {
    Near near = near(place);
    return near == null
        ? place
        : new Place(place.file(), place.document(), near.first() + near.at(), place.path());
  }

  /**
   * The excerpt at a place.
   *
   * @param note stands behind the carets
   * @return empty if the place is in no file
   */
  public List<String> of(Place place, String note) {
    Near near = near(place);
    return near == null
        ? List.of()
        : drawn(near.lines(), near.first(), near.at(), key(place.path()), note);
  }

  private static List<String> drawn(List<String> near, int from, int at, String key, String note) {
    int end = at + 1;
    while (end < Math.min(near.size(), at + SHOWN)
        && indent(near.get(end)) > indent(near.get(at))) {
      end++;
    }
    int width = Integer.toString(from + end - 1).length();
    String margin = " ".repeat(width) + " |";
    List<String> lines = new ArrayList<>(List.of(margin));
    for (int i = at; i < end; i++) {
      String line = near.get(i).replace('\t', ' ').stripTrailing();
      lines.add(String.format("%" + width + "d | %s", from + i, shortened(line)));
      if (i == at) {
        lines.add(margin + " " + carets(line, key) + (note.isEmpty() ? "" : " " + note));
      }
    }
    return lines;
  }

  private static String carets(String line, String key) {
    int column = key.isEmpty() ? -1 : column(line, key);
    int start = column < 0 ? indent(line) : column;
    int length = column < 0 ? Math.max(1, line.length() - start) : key.length();
    int most = Math.max(1, LONGEST - start);
    return " ".repeat(Math.min(start, LONGEST)) + "^".repeat(Math.min(length, most));
  }

  /** Returns the column at which a key stands in a line; -1 if it does not. */
  private static int column(String line, String key) {
    for (int at = line.indexOf(key); at >= 0; at = line.indexOf(key, at + 1)) {
      char before = at == 0 ? ' ' : line.charAt(at - 1);
      boolean isQuoted = before == '"' || before == '\'';
      int behind = at + key.length() + (isQuoted ? 1 : 0);
      while (behind < line.length() && line.charAt(behind) == ' ') {
        behind++;
      }
      boolean isKey = behind < line.length() && line.charAt(behind) == ':';
      if (isKey && (isQuoted || " -{,".indexOf(before) >= 0)) {
        return at;
      }
    }
    return -1;
  }

  /** The last key of a path; empty for an item of a list, which has none. */
  private static String key(String path) {
    if (path.matches(".*\\[[0-9]+]")) {
      return "";
    }
    return path.endsWith("]")
        ? path.substring(path.lastIndexOf('[') + 1, path.length() - 1).replace("\"", "")
        : path.substring(path.lastIndexOf('.') + 1);
  }

  private static int indent(String line) {
    int at = 0;
    while (at < line.length() && (line.charAt(at) == ' ' || line.charAt(at) == '-')) {
      at++;
    }
    return at;
  }

  private static String shortened(String line) {
    return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…";
  }
}
