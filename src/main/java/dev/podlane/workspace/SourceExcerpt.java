package dev.podlane.workspace;

import dev.podlane.cluster.Cluster;
import dev.podlane.cluster.object.ObjectRef;
import dev.podlane.cluster.object.Source;
import dev.podlane.document.Document;
import dev.podlane.document.MapValue;
import dev.podlane.document.Place;
import dev.podlane.document.YamlText;
import dev.podlane.document.read.Documents;
import java.util.List;
import java.util.Optional;

/**
 * A field of an object, with the lines around it. The lines are those of the object as it stands
 * now, edits included, so that comments and the way it was written are lost.
 *
 * @param place the place of the field in the documents
 * @param first number of the first line within the object, from 1
 * @param lines the lines, without their ends
 * @param mark index in {@code lines} of the line that has the field
 */
public record SourceExcerpt(Place place, int first, List<String> lines, int mark) {
  private static final int LARGEST = 200_000;
  private static final int ABOVE = 8;
  private static final int BELOW = 6;
  private static final int WIDEST = 160;

  public SourceExcerpt {
    lines = List.copyOf(lines);
  }

  /** The excerpt of a field; empty for an object that stands in no document, or is very large. */
  public static Optional<SourceExcerpt> of(Workspace workspace, ObjectRef object, String path) {
    Cluster cluster = workspace.cluster().orElse(null);
    Source source = cluster == null ? null : cluster.sources().get(object);
    if (source == null || path.isEmpty()) {
      return Optional.empty();
    }
    String text = YamlText.print(source.value());
    if (text.length() > LARGEST) {
      return Optional.empty();
    }
    List<Document> printed = Documents.parse("", text);
    if (printed.size() != 1 || !(printed.get(0).root() instanceof MapValue root)) {
      return Optional.empty();
    }
    List<String> all = text.lines().toList();
    int at = ofKey(all, SourcePlaces.line(new Source(Place.NOWHERE, root), path) - 1, path);
    int from = Math.max(0, at - ABOVE);
    List<String> near =
        all.subList(from, Math.min(all.size(), at + BELOW)).stream()
            .map(line -> line.length() > WIDEST ? line.substring(0, WIDEST) + "…" : line)
            .toList();
    int line = SourcePlaces.line(source, path);
    Place place = new Place(source.place().file(), source.place().document(), line, path);
    return Optional.of(new SourceExcerpt(place, from + 1, near, at - from));
  }

  /** The line of a value's key, which stands in the line above where the value is a block. */
  private static int ofKey(List<String> lines, int line, String path) {
    String last = path.substring(path.lastIndexOf('.') + 1);
    String key = last.replaceAll("\\[[0-9]+]$", "") + ":";
    boolean isItem = last.endsWith("]");
    for (int at = Math.max(0, line); at >= Math.max(0, line - 1) && !isItem; at--) {
      if (lines.get(at).contains(key)) {
        return at;
      }
    }
    return Math.max(0, line);
  }
}
