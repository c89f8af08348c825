package dev.podlane.workspace;

import dev.podlane.document.MapValue;
import dev.podlane.document.Value;
import dev.podlane.time.event.TreeChange;
import java.util.Optional;

/**
 * A field of an object gets another value, whatever the object is by then.
 *
 * @param change the change
 */
record TreeEdit(Event.FieldChange change) implements TreeChange {
  @Override
  public Optional<MapValue> apply(MapValue tree) {
    try {
      Value now = ObjectChanges.changed(tree, change);
      return now instanceof MapValue map ? Optional.of(map) : Optional.empty();
    } catch (ChangeException no) {
      return Optional.empty();
    }
  }
}
