package dev.podlane.time.event;

import dev.podlane.document.MapValue;
import java.util.Optional;

/** A change of an object's tree. Equal ones make equal changes. */
@FunctionalInterface
public interface TreeChange {
  /** The tree after it; empty if it does not apply to this one. */
  Optional<MapValue> apply(MapValue tree);
}
