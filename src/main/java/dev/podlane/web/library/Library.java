package dev.podlane.web.library;

import dev.podlane.document.Limits;
import dev.podlane.document.Redacted;
import dev.podlane.document.Redaction;
import dev.podlane.document.Rewriting;
import dev.podlane.store.Blanked;
import dev.podlane.store.ClusterStore;
import dev.podlane.store.ClusterStore.EditsThen;
import dev.podlane.store.Expected;
import dev.podlane.store.NewDocuments;
import dev.podlane.store.SavedCluster;
import dev.podlane.workspace.Workspace;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.stereotype.Service;

/** Finds, opens and keeps clusters. A few opened ones stay in memory. */
@Service
public class Library {
  private static final int OPENED_AT_ONCE = 16;

  /** Media type of documents with an edit among them, see {@link Rewriting}. */
  private static final String EDITED = "application/yaml";

  private final ClusterStore store;
  private final SampleShelf samples;
  private final Object changing = new Object();
  private final Map<String, OpenedCluster> opened =
      new LinkedHashMap<>(OPENED_AT_ONCE, 0.75f, true);

  /** A library of the store's clusters and the samples. */
  public Library(ClusterStore store, SampleShelf samples) {
    this.store = store;
    this.samples = samples;
  }

  /** Samples first, then saved clusters, oldest first; documents are left empty. */
  public List<Entry> list() {
    List<Entry> all = new ArrayList<>(samples.all());
    for (ClusterStore.Entry saved : store.list()) {
      all.add(
          new Entry(
              saved.id(),
              saved.name(),
              false,
              "",
              "",
              Blanked.NONE,
              saved.created(),
              saved.updated(),
              0));
    }
    return all;
  }

  /** The cluster with this id, if there is one. */
  public Optional<Entry> find(String id) {
    return samples.find(id).or(() -> store.find(id).map(Library::entry));
  }

  /** The cluster with this id, opened. */
  public Optional<OpenedCluster> open(String id) {
    return find(id).map(this::opened);
  }

  /**
   * Reads, redacts and saves documents; what cannot be read is not saved.
   *
   * @throws dev.podlane.document.DocumentException if the text cannot be read
   * @throws dev.podlane.store.StoreFullException if there is no room
   */
  public OpenedCluster add(String name, String contentType, String file, String text) {
    Workspace.open(file, text);
    Redacted kept = Redaction.redact(file, text, Limits.DEFAULT);
    return opened(entry(store.add(name, documents(contentType, kept), List.of())));
  }

  /**
   * Uses a cluster as it is and lets nobody else change one meanwhile, so that no change is lost;
   * empty if there is none with this id.
   */
  <T> Optional<T> exclusively(String id, Function<OpenedCluster, T> use) {
    synchronized (changing) {
      return open(id).map(use);
    }
  }

  /** Writes changed documents: over the cluster's own, or for a sample into a copy. */
  OpenedCluster write(Entry entry, String name, Rewriting.Changed changed) {
    NewDocuments documents = new NewDocuments(EDITED, changed.text(), entry.blanked());
    SavedCluster saved =
        entry.sample()
            ? store.add(name, documents, List.of())
            : store
                .replace(
                    entry.id(), Expected.version(entry.number()), name, documents, EditsThen.STAY)
                .orElseThrow(() -> new IllegalStateException(entry.id() + " is gone"));
    return opened(entry(saved));
  }

  /** Replaces a saved cluster under the same conditions; empty if there is none with this id. */
  public Optional<OpenedCluster> replace(
      String id, String name, String contentType, String file, String text) {
    Workspace.open(file, text);
    Redacted kept = Redaction.redact(file, text, Limits.DEFAULT);
    synchronized (changing) {
      return store
          .replace(id, Expected.ANY, name, documents(contentType, kept), EditsThen.GO)
          .map(saved -> opened(entry(saved)));
    }
  }

  /** Forgets a saved cluster; false if there is none with this id. */
  public boolean delete(String id) {
    synchronized (changing) {
      return store.delete(id, Expected.ANY);
    }
  }

  private OpenedCluster opened(Entry entry) {
    String key = entry.id() + "@" + entry.version();
    synchronized (opened) {
      OpenedCluster known = opened.get(key);
      if (known != null) {
        return known;
      }
    }
    OpenedCluster fresh = new OpenedCluster(entry, Workspace.open("", entry.documents()));
    synchronized (opened) {
      opened.put(key, fresh);
      while (opened.size() > OPENED_AT_ONCE) {
        opened.remove(opened.keySet().iterator().next());
      }
    }
    return fresh;
  }

  private static NewDocuments documents(String contentType, Redacted kept) {
    return new NewDocuments(contentType, kept.text(), blanked(kept));
  }

  private static Blanked blanked(Redacted kept) {
    return new Blanked(kept.counts());
  }

  private static Entry entry(SavedCluster saved) {
    return new Entry(
        saved.id(),
        saved.name(),
        false,
        saved.contentType(),
        saved.documents(),
        saved.blanked(),
        saved.created(),
        saved.updated(),
        saved.version());
  }
}
