package dev.podlane.time.server;

import dev.podlane.time.state.Entry;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Everything that has happened since somebody last took note of it. Not thread-safe. */
public final class Notes {
  private static final String POD = "Pod";

  private final List<Entry> entries = new ArrayList<>();
  private final Set<String> touched = new LinkedHashSet<>();
  private boolean changed;

  /** Something has changed that is not due. */
  void change() {
    changed = true;
  }

  /** A pod of that {@code namespace/name} was written or removed. */
  void touch(String pod) {
    touched.add(pod);
    changed = true;
  }

  void tell(Entry entry) {
    entries.add(entry);
    changed = true;
    if (entry.object().kind().equals(POD)) {
      touched.add(entry.object().path());
    }
  }

  /** Returns true if anything but what is due has changed since entries were last taken. */
  public boolean hasChanged() {
    return changed;
  }

  /** Takes the entries that were told since this was last called. */
  public List<Entry> takeEntries() {
    List<Entry> taken = List.copyOf(entries);
    entries.clear();
    changed = false;
    return taken;
  }

  /**
   * Takes the {@code namespace/name} of the pods that were written, removed or spoken of since this
   * was last called.
   */
  public Set<String> takeTouched() {
    Set<String> taken = new LinkedHashSet<>(touched);
    touched.clear();
    return taken;
  }
}
