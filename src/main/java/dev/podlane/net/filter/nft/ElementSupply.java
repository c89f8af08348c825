package dev.podlane.net.filter.nft;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Elements of a set that are made when somebody comes to one of them by its key. Making one again
 * gives an equal one; thread-safe.
 */
public interface ElementSupply {
  /**
   * The element that holds a key; null if there is none.
   *
   * @param key a value for each part
   */
  @Nullable Element get(List<Datum> key);

  /** All of them in their order, none of which overlap. */
  List<Element> all();
}
