package dev.podlane.finding.scene;

import dev.podlane.document.ListValue;
import dev.podlane.document.MapValue;
import dev.podlane.document.Value;
import java.util.List;

/**
 * An item behind the last of a list, as an edit.
 *
 * @param path the place behind the last; the list itself if it is not written
 * @param json the item, or the list with it
 */
public record Appended(String path, String json) {
  /** An item of a list of an object. */
  public static Appended of(MapValue object, String list, Object item) {
    Value written = Trees.at(object, list);
    return written instanceof ListValue items && !items.items().isEmpty()
        ? new Appended(list + "[" + items.items().size() + "]", Json.of(item))
        : new Appended(list, Json.of(List.of(item)));
  }
}
