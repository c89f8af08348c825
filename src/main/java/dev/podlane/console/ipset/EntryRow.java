package dev.podlane.console.ipset;

import dev.podlane.net.filter.IpSet.Entry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The entries of a set in a row, found by the parts that tell them apart ({@link Entry#key}). Each
 * change costs the same however long the row is, except one: {@link #dropGone} goes through all,
 * though only where an entry may have gone since.
 */
final class EntryRow {
  private final Map<Entry, Place> places = new HashMap<>();
  private final Place end = new Place(null);

  /** No entry goes before this moment, in milliseconds of virtual time. */
  private long stays = Long.MAX_VALUE;

  int size() {
    return places.size();
  }

  @Nullable Entry get(Entry key) {
    Place place = places.get(key);
    return place == null ? null : place.entry;
  }

  /** Adds an entry whose key is not there as the last one. */
  void add(Entry entry) {
    insert(entry, end);
  }

  /** Adds an entry whose key is not there in front of another one, or behind it. */
  void addBeside(Entry entry, Entry key, boolean behind) {
    Place there = places.get(key);
    if (there == null) {
      throw new IllegalArgumentException("no such entry: " + key);
    }
    insert(entry, behind ? there.next : there);
  }

  /** The key of the entry in front of another one, or behind it; null at either end. */
  @Nullable Entry beside(Entry key, boolean behind) {
    Place there = places.get(key);
    if (there == null) {
      throw new IllegalArgumentException("no such entry: " + key);
    }
    Entry other = (behind ? there.next : there.before).entry;
    return other == null ? null : other.key();
  }

  /** Puts an entry in the place of the one with its key. */
  void replace(Entry entry) {
    Place place = places.get(entry.key());
    if (place == null) {
      throw new IllegalArgumentException("no such entry: " + entry);
    }
    place.entry = entry;
    mind(entry);
  }

  void remove(Entry key) {
    Place place = places.remove(key);
    if (place != null) {
      place.before.next = place.next;
      place.next.before = place.before;
    }
  }

  void removeFirst() {
    Entry first = end.next.entry;
    if (first != null) {
      remove(first.key());
    }
  }

  void clear() {
    places.clear();
    end.before = end;
    end.next = end;
    stays = Long.MAX_VALUE;
  }

  /** Removes the entries that have gone at a moment, in milliseconds of virtual time. */
  void dropGone(long now) {
    if (now < stays) {
      return;
    }
    stays = Long.MAX_VALUE;
    for (Entry entry : all()) {
      if (entry.extras().isThere(now)) {
        mind(entry);
      } else {
        remove(entry.key());
      }
    }
  }

  List<Entry> all() {
    List<Entry> all = new ArrayList<>(places.size());
    for (Place each = end.next; each.entry != null; each = each.next) {
      all.add(each.entry);
    }
    return all;
  }

  private void insert(Entry entry, Place next) {
    Place place = new Place(entry);
    place.before = next.before;
    place.next = next;
    next.before.next = place;
    next.before = place;
    places.put(entry.key(), place);
    mind(entry);
  }

  private void mind(Entry entry) {
    if (entry.extras().expires() != 0) {
      stays = Math.min(stays, entry.extras().expires());
    }
  }

  /** A place in the row; the one without an entry closes it to a ring. */
  private static final class Place {
    private @Nullable Entry entry;
    private Place before = this;
    private Place next = this;

    Place(@Nullable Entry entry) {
      this.entry = entry;
    }
  }
}
