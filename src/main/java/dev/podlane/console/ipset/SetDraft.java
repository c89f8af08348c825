package dev.podlane.console.ipset;

import dev.podlane.console.ipset.SetEntries.EntryOptions;
import dev.podlane.net.filter.IpSet;
import dev.podlane.net.filter.IpSet.Entry;
import dev.podlane.net.filter.SetOptions;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A set while commands change it: its entries by the parts that tell them apart. */
final class SetDraft {
  private static final String NOT_ADDED =
      "The set to which you referred with 'before' or 'after' is not added to the set";

  private final IpSet before;
  private final EntryRow entries = new EntryRow();

  SetDraft(IpSet set) {
    this.before = set;
    set.entries().forEach(entries::add);
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

  /**
   * Adds an entry; one that is there is refused, or takes what is new of it and keeps its place
   * (list_set_uadd in net/netfilter/ipset/ip_set_list_set.c).
   */
  void add(Entry entry, EntryOptions rest, boolean lenient, long now) {
    Entry reference = reference(entry, rest);
    if (reference != null && (reference.equals(entry.key()) || !holds(reference, now))) {
      throw IpsetException.refused(NOT_ADDED);
    }
    if (holds(entry, now)) {
      if (!lenient) {
        throw IpsetException.refused("Element cannot be added to the set: it's already added");
      }
      entries.replace(entry);
      return;
    }
    entries.remove(entry.key());
    makeRoom(now);
    if (reference == null) {
      entries.add(entry);
    } else {
      entries.addBeside(entry, reference, rest.before().isEmpty());
    }
  }

  /** The key of the entry that is named with {@code before} or {@code after}, null without one. */
  private static @Nullable Entry reference(Entry entry, EntryOptions rest) {
    String name = rest.before().isEmpty() ? rest.after() : rest.before();
    return name.isEmpty() ? null : entry.named(name).key();
  }

  private void makeRoom(long now) {
    if (!type().isHash() || entries.size() < options().maxElements()) {
      return;
    }
    entries.dropGone(now);
    if (entries.size() < options().maxElements()) {
      return;
    }
    if (!options().forceAdd() || entries.size() == 0) {
      throw IpsetException.refused("Hash is full, cannot add more elements");
    }
    entries.removeFirst(); // the kernel takes any
  }

  /** Removes an entry; one named with it must be its neighbour (list_set_udel). */
  void remove(Entry entry, EntryOptions rest, boolean lenient, long now) {
    boolean isThere = holds(entry, now);
    Entry reference = reference(entry, rest);
    boolean behind = !rest.before().isEmpty();
    if (reference != null && !(isThere && reference.equals(entries.beside(entry.key(), behind)))) {
      throw IpsetException.refused(NOT_ADDED);
    }
    if (!isThere && !lenient) {
      throw IpsetException.refused("Element cannot be deleted from the set: it's not added");
    }
    entries.remove(entry.key());
  }

  /** The set as it is now, under a name. */
  IpSet set(String name) {
    return new IpSet(name, type(), options(), List.copyOf(entries.all()));
  }
}
