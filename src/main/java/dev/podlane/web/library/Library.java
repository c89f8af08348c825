package dev.podlane.web.library;

import dev.podlane.document.Limits;
import dev.podlane.document.redact.Redacted;
import dev.podlane.document.redact.Redaction;
import dev.podlane.store.Blanked;
import dev.podlane.store.EditsThen;
import dev.podlane.store.Expected;
import dev.podlane.store.History;
import dev.podlane.store.NewDocuments;
import dev.podlane.store.NewEdit;
import dev.podlane.store.Opened;
import dev.podlane.store.SavedCluster;
import dev.podlane.store.Summary;
import dev.podlane.workspace.AllPairs;
import dev.podlane.workspace.Event;
import dev.podlane.workspace.Forks;
import dev.podlane.workspace.Workspace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.springframework.stereotype.Service;

/** Finds, opens and keeps clusters. Opened ones stay in memory as far as that reaches. */
@Service
public class Library {
  /** The share of the heap that opened clusters may take: one third. */
  private static final int SHARE = 3;

  /** Texts above this share of the heap, in characters, need the memory of opened clusters. */
  private static final long LARGE = Runtime.getRuntime().maxMemory() / 64;

  private static final int OPENED_AT_ONCE = 2;
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(20);

  private final OwnedStore store;
  private final SampleCatalog samples;
  private final Schoolroom school;
  private final ClusterLocks locks = new ClusterLocks();
  private final OpenedClusters opened =
      new OpenedClusters(Runtime.getRuntime().maxMemory() / SHARE, OPENED_AT_ONCE, LONGEST_WAIT);

  /** A library of the store's clusters, the samples, and the clusters of lessons. */
  Library(OwnedStore store, SampleCatalog samples, Schoolroom school) {
    this.store = store;
    this.samples = samples;
    this.school = school;
  }

  /** Samples first, then saved clusters that the visitor may see listed, oldest first. */
  public List<ClusterEntry> list() {
    List<ClusterEntry> all = new ArrayList<>(samples.all());
    store.list().forEach(saved -> all.add(ClusterEntry.of(saved)));
    return all;
  }

  /** The cluster with this id, if there is one; its documents are not read. */
  public Optional<ClusterEntry> find(String id) {
    return samples
        .find(id)
        .or(() -> school.stage(id).map(stage -> ClusterEntry.stage(id, stage)))
        .or(() -> store.summary(id).map(ClusterEntry::of));
  }

  /**
   * Reads the documents of the cluster with this id, redacted and without its edits, which need not
   * fit into memory.
   *
   * @param part takes them part by part; not called if there is no such cluster
   * @return the cluster, at the version that was read; empty if there is none
   */
  public Optional<ClusterEntry> documents(String id, Consumer<String> part) {
    Optional<ClusterEntry> sample = samples.find(id);
    if (sample.isPresent()) {
      samples.documents(id).ifPresent(part);
      return sample;
    }
    Optional<Schoolroom.Stage> stage = school.stage(id);
    if (stage.isPresent()) {
      part.accept(stage.get().documents());
      return Optional.of(ClusterEntry.stage(id, stage.get()));
    }
    return store.documents(id, part).map(ClusterEntry::of);
  }

  /**
   * The cluster with this id, opened.
   *
   * @throws BusyException if too many are being opened
   */
  public Optional<OpenedCluster> open(String id) {
    return find(id).flatMap(this::open);
  }

  private Optional<OpenedCluster> open(ClusterEntry entry) {
    try {
      return Optional.of(opened.get(key(entry), () -> read(entry)));
    } catch (GoneException gone) {
      return Optional.empty();
    }
  }

  /**
   * A cluster as it was after that many of its events.
   *
   * @param number from 0 to the number of its events
   */
  public OpenedCluster at(OpenedCluster now, int number) {
    if (number == now.workspace().edits().size()) {
      return now;
    }
    Supplier<OpenedCluster> walkBack =
        () -> new OpenedCluster(now.entry(), now.workspace().at(number), now.history());
    return now.workspace().isNearAt(number)
        ? walkBack.get()
        : opened.get(key(now.entry()) + "#" + number, walkBack);
  }

  private OpenedCluster read(ClusterEntry entry) {
    if (entry.isStage()) {
      Schoolroom.Stage stage =
          school.stage(entry.id()).orElseThrow(() -> new GoneException(entry.id()));
      return new OpenedCluster(entry, Stages.open(stage), EditLog.EMPTY);
    }
    if (entry.sample()) {
      String text = samples.documents(entry.id()).orElseThrow(() -> new GoneException(entry.id()));
      EditLog log = samples.edits(entry.id());
      return new OpenedCluster(entry, Workspace.open("", text).with(log.edits()), log);
    }
    Opened saved =
        store
            .open(entry.id(), Limits.DEFAULT.characters())
            .orElseThrow(() -> new GoneException(entry.id()));
    return Reopening.of(saved);
  }

  /**
   * Reads, redacts and saves documents; unreadable ones are not saved.
   *
   * @param events edits it has from the beginning, in order; those that do not apply become
   *     problems
   * @throws dev.podlane.document.DocumentException if the text cannot be read
   * @throws dev.podlane.store.StoreFullException if there is no room
   */
  public OpenedCluster add(
      String name, String contentType, String file, String text, List<Event> events) {
    makeRoom(text);
    Read read = opened.inTurn(name, () -> read(contentType, file, text));
    List<NewEdit> rows = SentEdits.rows(read.workspace(), events);
    SavedCluster saved = store.add(name, read.documents(), rows);
    EditLog log =
        rows.isEmpty() ? EditLog.EMPTY : EditLog.of(store.history(saved.id()).orElseThrow());
    return keep(ClusterEntry.of(Summary.of(saved)), read.workspace().with(log.edits()), log);
  }

  /** Closes clusters to make room for a large text; they are opened again on demand. */
  private void makeRoom(String text) {
    if (text.length() > LARGE) {
      opened.forget("");
    }
  }

  /** A text that was read once: without secrets, and opened. */
  private record Read(NewDocuments documents, Workspace workspace) {}

  private static Read read(String contentType, String file, String text) {
    Redacted kept = Redaction.redact(file, text, Limits.DEFAULT);
    NewDocuments documents = new NewDocuments(contentType, kept.text(), new Blanked(kept.counts()));
    return new Read(documents, Workspace.open(file, kept.read()));
  }

  /**
   * Saves a cluster in the state of a lesson or challenge, to be changed; empty if there is none of
   * that id.
   *
   * @throws dev.podlane.store.StoreFullException if there is no room
   */
  public Optional<OpenedCluster> begin(String id, String name) {
    return open(id)
        .filter(stage -> stage.entry().isStage())
        .map(stage -> copy(stage, name, List.of()));
  }

  /**
   * Saves a copy of a sample, or of a state of a lesson.
   *
   * @param more edits after those that it has
   */
  public OpenedCluster copy(OpenedCluster sample, String name, List<NewEdit> more) {
    String id = sample.entry().id();
    List<NewEdit> edits =
        new ArrayList<>(school.stage(id).map(Stages::rows).orElseGet(() -> samples.rows(id)));
    edits.addAll(more);
    return branch(sample, name, edits);
  }

  /**
   * Saves a cluster that parts from another at a moment of its time line.
   *
   * @param millis the moment, in milliseconds
   * @throws dev.podlane.store.StoreFullException if there is no room
   */
  public OpenedCluster fork(OpenedCluster from, String name, long millis) {
    return branch(
        from,
        name,
        Forks.events(from.history().edits(), millis).stream().map(EditJson::row).toList());
  }

  /**
   * Saves another cluster with the documents of one.
   *
   * @param edits its edits, in order
   * @throws dev.podlane.store.StoreFullException if there is no room
   */
  private OpenedCluster branch(OpenedCluster from, String name, List<NewEdit> edits) {
    StringBuilder text = new StringBuilder();
    ClusterEntry read = documents(from.entry().id(), text::append).orElseThrow();
    NewDocuments documents = new NewDocuments(read.contentType(), text.toString(), read.blanked());
    SavedCluster saved = store.add(name, documents, edits);
    EditLog log = EditLog.of(store.history(saved.id()).orElseThrow());
    return keep(ClusterEntry.of(Summary.of(saved)), from.workspace().with(log.edits()), log);
  }

  /**
   * Replaces the documents of a saved cluster, as {@link #add}; empty if there is none of this id.
   *
   * @param expected versions that may be replaced
   * @param editsThen fate of its edits: kept on the new documents or not
   * @throws dev.podlane.store.StaleVersionException if it is another version
   */
  public Optional<OpenedCluster> replace(
      String id,
      Expected expected,
      String name,
      String contentType,
      String file,
      String text,
      EditsThen editsThen) {
    makeRoom(text);
    Optional<Workspace> before = opened.found(id + "@").map(OpenedCluster::workspace);
    Read read = opened.inTurn(id, () -> read(contentType, file, text));
    before.ifPresent(known -> AllPairs.follow(read.workspace(), known));
    return exclusively(
        id,
        () ->
            store
                .replace(id, expected, name, read.documents(), editsThen)
                .map(saved -> opened(saved, read.workspace())));
  }

  private OpenedCluster opened(SavedCluster saved, Workspace documents) {
    History history = store.history(saved.id()).orElseThrow(() -> new GoneException(saved.id()));
    EditLog log = EditLog.of(history);
    ClusterEntry entry = ClusterEntry.of(Summary.of(saved)).at(history.version(), saved.updated());
    return keep(entry, documents.with(log.edits()), log);
  }

  /**
   * Forgets a saved cluster; false if there is none with this id.
   *
   * @param expected versions that may be deleted
   * @throws dev.podlane.store.StaleVersionException if it is another version
   */
  public boolean delete(String id, Expected expected) {
    return gone(id, () -> store.delete(id, expected));
  }

  /** Forgets a cluster that is deleted now. */
  boolean gone(String id, Supplier<Boolean> deletion) {
    return exclusively(
        id,
        () -> {
          boolean deleted = deletion.get();
          opened.forget(id + "@");
          return deleted;
        });
  }

  /** Does work while no other thread of this process changes that cluster. */
  <T> T exclusively(String id, Supplier<T> work) {
    return locks.holding(id, work);
  }

  /** Keeps another state of a cluster opened. */
  OpenedCluster keep(ClusterEntry entry, Workspace workspace, EditLog log) {
    OpenedCluster now = new OpenedCluster(entry, workspace, log);
    opened.put(entry.id() + "@", key(entry), now);
    return now;
  }

  private static String key(ClusterEntry entry) {
    return entry.id() + "@" + entry.version();
  }
}
