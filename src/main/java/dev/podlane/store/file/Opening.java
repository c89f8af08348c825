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
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Checks a database file before it is used: it exists, is whole, is of this version, and holds all
 * clusters in the journal. The check changes not one byte, as the database would repair a broken
 * file by dropping unreadable parts. A file of the first version is rewritten.
 */
final class Opening {
  private static final Logger LOG = LoggerFactory.getLogger(Opening.class);
  private static final int IDS_TOLD = 5;

  private final Path file;
  private final Path journal;
  private final TextEdits edits;

  private final boolean salvage;

  /**
   * Checks that file.
   *
   * @param edits takes edits out of the documents of a file of the first version
   * @param salvage true to go on with the whole clusters of a damaged file
   */
  Opening(Path file, Path journal, TextEdits edits, boolean salvage) {
    this.file = file;
    this.journal = journal;
    this.edits = edits;
    this.salvage = salvage;
  }

  /**
   * Makes the file ready for use; makes one if there is none and none is missing.
   *
   * @return versions of all clusters in it, by id
   * @throws UnusableException if it cannot be used; it is as it was then
   */
  SortedMap<String, Long> prepare() {
    try {
      return prepareAsItIs();
    } catch (UnusableException refused) {
      if (!salvage || !Salvage.isPossible(refused)) {
        throw refused;
      }
      new Salvage(file, journal, edits).run(refused);
      return prepareAsItIs();
    }
  }

  private SortedMap<String, Long> prepareAsItIs() {
    Asked read = Journal.read(journal);
    Map<String, Long> asked = read == null ? Map.of() : read.kept();
    try {
      Rewrite.clear(file);
      if (!Files.exists(file)) {
        return create(asked);
      }
      if (!H2Files.isWhole(file)) {
        throw damaged("the file has no header, or its end is missing");
      }
      PrivateFiles.make(file);
    } catch (IOException e) {
      throw new UnusableException(e, Reason.NOT_WRITABLE, file.toString(), FailureCauses.text(e));
    }
    int version = version();
    if (version == 0) {
      throw damaged("it holds no tables");
    }
    if (version > Schema.NOW) {
      throw new UnusableException(Reason.NEWER, file.toString());
    }
    if (version < Schema.NOW) {
      migrate(version);
    }
    Contents contents = contents();
    compare(asked, contents);
    if (contents.unused()) {
      drop();
    }
    return contents.versions();
  }

  private SortedMap<String, Long> create(Map<String, Long> asked) throws IOException {
    if (!asked.isEmpty()) {
      throw new UnusableException(
          Reason.MISSING, file.toString(), Integer.toString(asked.size()), journal.toString());
    }
    try {
      PrivateFiles.replace(file, Rewrite.beside(file, to -> {}));
      return new java.util.TreeMap<>();
    } catch (SQLException e) {
      throw new UnusableException(e, Reason.NOT_WRITABLE, file.toString(), FailureCauses.text(e));
    }
  }

  private int version() {
    try (Connection connection = H2Files.openToRead(file)) {
      return Schema.version(connection);
    } catch (SQLException e) {
      throw unreadable(e);
    }
  }

  private Contents contents() {
    try (Connection connection = H2Files.openToRead(file)) {
      return Contents.read(connection);
    } catch (SQLException e) {
      throw unreadable(e);
    }
  }

  private void migrate(int version) {
    try (Connection from = H2Files.openToRead(file)) {
      Path fresh =
          Rewrite.beside(
              file,
              to -> {
                switch (version) {
                  case Schema.FIRST -> OldFormat.copy(from, to, edits);
                  case Schema.WHOLE_TEXTS -> new ClusterCopy(from, to, Format.WHOLE_TEXTS).all();
                  default -> new ClusterCopy(from, to, Format.PARTS).all();
                }
              });
      PrivateFiles.replace(file, fresh);
    } catch (AlteredException e) {
      throw refusal(Reason.ALTERED, e.ids().stream(), e.ids().size(), e.of());
    } catch (SQLException | IOException | RuntimeException e) {
      throw new UnusableException(e, Reason.NOT_MIGRATED, file.toString(), FailureCauses.text(e));
    }
  }

  /** Writes the file anew without texts that a process was writing or removing when it died. */
  private void drop() {
    try (Connection from = H2Files.openToRead(file)) {
      Path fresh = Rewrite.beside(file, to -> new ClusterCopy(from, to, Format.PARTS).all());
      PrivateFiles.replace(file, fresh);
    } catch (SQLException | IOException e) {
      LOG.warn("Texts that nobody uses are still in {}: {}", file, FailureCauses.text(e));
    }
  }

  private void compare(Map<String, Long> asked, Contents contents) {
    List<String> lost =
        asked.entrySet().stream()
            .filter(each -> contents.versions().getOrDefault(each.getKey(), 0L) < each.getValue())
            .map(Map.Entry::getKey)
            .toList();
    if (!lost.isEmpty()) {
      throw refusal(Reason.LOST, lost.stream(), lost.size(), asked.size());
    }
    if (!contents.altered().isEmpty()) {
      throw refusal(
          Reason.ALTERED,
          contents.altered().stream(),
          contents.altered().size(),
          contents.versions().size());
    }
  }

  private UnusableException refusal(Reason reason, Stream<String> ids, int count, int of) {
    String told = String.join(", ", ids.limit(IDS_TOLD).toList());
    return new UnusableException(
        reason,
        file.toString(),
        Integer.toString(count),
        Integer.toString(of),
        count > IDS_TOLD ? told + ", …" : told,
        journal.toString());
  }

  private UnusableException unreadable(SQLException e) {
    return FailureCauses.isOpenElsewhere(e)
        ? new UnusableException(e, Reason.IN_USE, file.toString(), "?")
        : new UnusableException(e, Reason.DAMAGED, file.toString(), FailureCauses.text(e));
  }

  private UnusableException damaged(String why) {
    return new UnusableException(Reason.DAMAGED, file.toString(), why);
  }
}
