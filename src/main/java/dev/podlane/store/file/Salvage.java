package dev.podlane.store.file;

import dev.podlane.store.TextEdits;
import dev.podlane.store.file.ClusterCopy.Format;
import dev.podlane.store.file.Journal.Asked;
import dev.podlane.store.file.UnusableException.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes a fresh file of the clusters of a damaged one that are still as they were saved. The
 * damaged file and its journal are kept beside it under names of their own, and never touched
 * again.
 */
final class Salvage {
  private static final Logger LOG = LoggerFactory.getLogger(Salvage.class);
  private static final Set<Reason> POSSIBLE =
      Set.of(Reason.DAMAGED, Reason.LOST, Reason.ALTERED, Reason.MISSING, Reason.JOURNAL);

  private final Path file;
  private final Path journal;
  private final TextEdits edits;

  Salvage(Path file, Path journal, TextEdits edits) {
    this.file = file;
    this.journal = journal;
    this.edits = edits;
  }

  /** Returns true if a salvage can help. */
  static boolean isPossible(UnusableException refused) {
    return POSSIBLE.contains(refused.reason());
  }

  /**
   * Replaces the damaged file by a new one, and logs its contents.
   *
   * @param refused the reason why the file cannot be used as it is
   * @throws UnusableException if even this cannot be done; the damaged file is where it was then
   */
  void run(UnusableException refused) {
    Set<String> lost = new TreeSet<>();
    Set<String> older = new TreeSet<>();
    try {
      Path fresh = Rewrite.beside(file, to -> copyWhole(to, lost, older));
      List<Path> kept = keepAside();
      PrivateFiles.replace(file, fresh);
      Files.deleteIfExists(journal);
      LOG.warn(
          "{}: went on with the clusters that are whole. Lost: {}. Older than last saved: {}."
              + " What was damaged is kept in {}.",
          refused.getMessage(),
          lost,
          older,
          kept);
    } catch (SQLException | IOException e) {
      throw new UnusableException(e, Reason.NOT_WRITABLE, file.toString(), FailureCauses.text(e));
    }
  }

  private void copyWhole(Connection to, Set<String> lost, Set<String> older) throws SQLException {
    Asked asked = asked();
    Set<String> ids = new LinkedHashSet<>(asked.kept().keySet());
    ids.addAll(listed());
    ids.removeAll(asked.removed());
    for (String id : ids) {
      long version = copied(id, to);
      if (version == 0) {
        lost.add(id);
      } else if (version < asked.kept().getOrDefault(id, 0L)) {
        older.add(id);
      }
    }
    ClusterCopy.count(to);
    copyRooms(to);
  }

  /** Rooms end within a day; those of a file that cannot be read are not missed by its clusters. */
  private void copyRooms(Connection to) {
    try (Connection from = H2Files.openToRead(file)) {
      RoomCopy.all(from, to);
    } catch (SQLException | RuntimeException unreadable) {
      LOG.warn("The rooms of classes could not be read.");
    }
  }

  /**
   * Copies a cluster and tells its version; 0 if it is not there or not whole. A broken page closes
   * the database for all who read it, so each cluster opens it again.
   */
  private long copied(String id, Connection to) {
    try (Connection from = H2Files.openToRead(file)) {
      switch (Schema.version(from)) {
        case Schema.FIRST -> OldFormat.one(id, from, to, edits);
        case Schema.WHOLE_TEXTS -> new ClusterCopy(from, to, Format.WHOLE_TEXTS).one(id);
        default -> new ClusterCopy(from, to, Format.PARTS).one(id);
      }
      String version = "select version from clusters where id = ?";
      return JdbcRows.read(to, version, row -> row.getLong(1), id).stream().findFirst().orElse(0L);
    } catch (SQLException | RuntimeException unreadable) {
      return 0;
    }
  }

  private List<String> listed() {
    if (!Files.exists(file)) {
      return List.of();
    }
    try (Connection from = H2Files.openToRead(file)) {
      return ClusterCopy.ids(from);
    } catch (SQLException | RuntimeException unreadable) {
      return List.of();
    }
  }

  private Asked asked() {
    try {
      return Objects.requireNonNullElse(Journal.read(journal), Asked.NOTHING);
    } catch (UnusableException broken) {
      return Asked.NOTHING;
    }
  }

  private List<Path> keepAside() throws IOException {
    int number = 1;
    while (Files.exists(aside(file, number)) || Files.exists(aside(journal, number))) {
      number++;
    }
    List<Path> kept = new ArrayList<>();
    for (Path each : List.of(file, journal)) {
      if (Files.exists(each)) {
        kept.add(PrivateFiles.second(each, aside(each, number)));
      }
    }
    return kept;
  }

  private static Path aside(Path file, int number) {
    return file.resolveSibling("damaged-" + number + "-" + file.getFileName());
  }
}
