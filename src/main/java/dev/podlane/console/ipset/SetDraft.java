package dev.podlane.console.ipset;

import dev.podlane.console.ipset.SetEntries.EntryOptions;
import dev.podlane.net.filter.IpSet;
import dev.podlane.net.filter.IpSet.Entry;
import dev.podlane.net.filter.SetOptions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A set while commands change it: its entries by the parts that tell them apart. */
final class SetDraft {
  private final IpSet before;
  private final Map<Entry, Entry> entries = new LinkedHashMap<>();

  SetDraft(IpSet set) {
    this.before = set;
    set.entries().forEach(entry -> entries.put(entry.key(), entry));
  }

  IpSet.Type type() {
    return before.type();
  }

  SetOptions options() {
    return before.options();
  }

  void clear() {
    entries.clear();
  }

  boolean holds(Entry entry, long now) {
    Entry there = entries.get(entry.key());
    return there != null && there.extras().isThere(now);
  }

  /** Adds an entry; one that is there is refused, or takes what is new of it. */
  void add(Entry entry, EntryOptions rest, boolean lenient, long now) {
    boolean isThere = holds(entry, now);
    if (isThere && !lenient) {
      throw IpsetException.refused("Element cannot be added to the set: it's already added");
    }
    if (!isThere) {
      entries.remove(entry.key());
      makeRoom(now);
    }
    if (rest.before().isEmpty() && rest.after().isEmpty()) {
      entries.put(entry.key(), entry);
    } else {
      insert(entry, rest.before().isEmpty() ? rest.after() : rest.before(), rest);
    }
  }

  private void makeRoom(long now) {
    if (!type().isHash() || entries.size() < options().maxElements()) {
      return;
    }
    entries.values().removeIf(entry -> !entry.extras().isThere(now));
    if (entries.size() < options().maxElements()) {
      return;
    }
    if (!options().forceAdd() || entries.isEmpty()) {
      throw IpsetException.refused("Hash is full, cannot add more elements");
    }
    entries.remove(entries.keySet().iterator().next()); // the kernel takes any
  }

  private void insert(Entry entry, String reference, EntryOptions rest) {
    List<Entry> all = new ArrayList<>(entries.values());
    all.removeIf(each -> each.key().equals(entry.key()));
    int at = 0;
    while (at < all.size() && !all.get(at).word().equals(reference)) {
      at++;
    }
    if (at == all.size()) {
      throw IpsetException.refused(
          "The set to which you referred with 'before' or 'after' is not added to the set");
    }
    all.add(rest.before().isEmpty() ? at + 1 : at, entry);
    entries.clear();
    all.forEach(each -> entries.put(each.key(), each));
  }

  void remove(Entry entry, boolean lenient, long now) {
    if (!holds(entry, now) && !lenient) {
      throw IpsetException.refused("Element cannot be deleted from the set: it's not added");
    }
    entries.remove(entry.key());
  }

  /** The set as it is now, under a name. */
  IpSet set(String name) {
    return new IpSet(name, type(), options(), List.copyOf(entries.values()));
  }
}
