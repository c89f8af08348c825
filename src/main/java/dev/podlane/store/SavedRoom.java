package dev.podlane.store;

import java.time.Instant;
import java.util.List;

/**
 * A room as it is kept.
 *
 * @param code its name in links
 * @param keyDigest digest of the teacher's key
 * @param address scheme, host and port under which others reach it; empty if nobody does
 * @param lines everything that happened in it, in order
 * @param seq number of the last of them; the first may have any number
 */
public record SavedRoom(
    String code,
    String keyDigest,
    String address,
    Instant begun,
    Instant ends,
    List<String> lines,
    long seq) {
  public SavedRoom {
    lines = List.copyOf(lines);
  }
}
