package dev.podlane.net.filter;

import dev.podlane.net.filter.nft.Datum;
import java.util.List;

/**
 * A key of a set that learns from packets.
 *
 * @param table name of the table as {@link TableName#text()} says it
 * @param set name of the set
 * @param key the key, part by part
 */
public record SetKey(String table, String set, List<Datum> key) {
  /** Copies the key. */
  public SetKey {
    key = List.copyOf(key);
  }
}
