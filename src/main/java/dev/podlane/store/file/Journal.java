package dev.podlane.store.file;

import dev.podlane.store.Medium.Mark;
import dev.podlane.store.file.UnusableException.Reason;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * A record of saved clusters beside the database, so that a loss is noticed when the database is
 * opened again: a database that lost its end still opens, only with less in it.
 *
 * <p>A line {@code + ID VERSION SUM} says that the cluster is kept in that version or a later one.
 * It is written after the database has kept it. A line {@code - ID SUM} says that the cluster may
 * be gone from now on, and is written before the database removes it; as ids are never given again,
 * nothing after it asks for the cluster any more. So whenever the process dies, the journal asks
 * for nothing that was not kept, and it falls behind by no more than the change that was being
 * made. A last line that is not whole was being written when the process died, and is left out.
 */
final class Journal implements AutoCloseable {
  private static final String TITLE = "podlane journal 1";
  private static final int TIDY_AFTER = 10_000;

  /** A line about a removed cluster can come late by as many changes as are made at once. */
  private static final int LATEST_REMOVED = 1_000;

  private final Path file;
  private final TreeMap<String, Long> kept;
  private final Deque<String> removed = new ArrayDeque<>();
  private FileChannel channel;
  private int lines;

  private Journal(Path file, Map<String, Long> kept, FileChannel channel) {
    this.file = file;
    this.kept = new TreeMap<>(kept);
    this.channel = channel;
    this.lines = kept.size();
  }

  /**
   * The contents of a journal.
   *
   * @param kept versions it asks for, by id of the cluster
   * @param removed ids of clusters that were removed since it was begun
   */
  record Asked(Map<String, Long> kept, Set<String> removed) {
    static final Asked NOTHING = new Asked(Map.of(), Set.of());
  }

  /**
   * Reads the contents of a journal; null if there is no journal.
   *
   * @throws UnusableException if it is broken
   */
  static @Nullable Asked read(Path file) {
    String text;
    try {
      if (!Files.exists(file)) {
        return null;
      }
      text = Files.readString(file, StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new UnusableException(e, Reason.NOT_WRITABLE, file.toString(), FailureCauses.text(e));
    }
    if (!text.startsWith(TITLE + "\n")) {
      throw new UnusableException(Reason.JOURNAL, file.toString());
    }
    TreeMap<String, Long> kept = new TreeMap<>();
    Set<String> removed = new HashSet<>();
    boolean broken = false;
    for (String line : text.substring(TITLE.length() + 1).split("\n", -1)) {
      String[] words = line.split(" ", -1);
      if (!isWhole(line, words)) {
        broken |= !line.isEmpty();
      } else if (broken) {
        throw new UnusableException(Reason.JOURNAL, file.toString());
      } else if (words[0].equals("-")) {
        removed.add(words[1]);
        kept.remove(words[1]);
      } else if (!removed.contains(words[1])) {
        kept.merge(words[1], Long.parseLong(words[2]), Math::max);
      }
    }
    return new Asked(Collections.unmodifiableSortedMap(kept), Collections.unmodifiableSet(removed));
  }

  /** Begins a journal that expects the present clusters, in place of an older one. */
  static Journal begin(Path file, Map<String, Long> there) throws IOException {
    return new Journal(file, there, write(file, there));
  }

  /** The cluster is kept now. */
  synchronized void kept(Mark mark) throws IOException {
    if (!removed.contains(mark.id())) {
      kept.merge(mark.id(), mark.version(), Math::max);
    }
    append("+ " + mark.id() + " " + mark.version());
  }

  /** The cluster will be removed now. */
  synchronized void removing(String id) throws IOException {
    kept.remove(id);
    removed.addLast(id);
    if (removed.size() > LATEST_REMOVED) {
      removed.removeFirst();
    }
    append("- " + id);
  }

  private void append(String line) throws IOException {
    if (lines > TIDY_AFTER + 2 * kept.size()) {
      channel.close();
      channel = write(file, kept);
      lines = kept.size();
    }
    long whole = channel.size();
    try {
      writeFully(channel, summed(line));
      channel.force(false);
      lines++;
    } catch (IOException failed) {
      channel.truncate(whole);
      throw failed;
    }
  }

  private static FileChannel write(Path file, Map<String, Long> there) throws IOException {
    StringBuilder text = new StringBuilder(TITLE).append('\n');
    there.forEach((id, version) -> text.append(summed("+ " + id + " " + version)));
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    Files.deleteIfExists(fresh);
    PrivateFiles.make(fresh);
    FileChannel channel = FileChannel.open(fresh, StandardOpenOption.WRITE);
    try {
      writeFully(channel, text.toString());
      channel.force(true);
      PrivateFiles.replace(file, fresh);
      return channel;
    } catch (IOException failed) {
      channel.close();
      Files.deleteIfExists(fresh);
      throw failed;
    }
  }

  private static void writeFully(FileChannel channel, String text) throws IOException {
    channel.position(channel.size());
    ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1));
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }

  private static String summed(String line) {
    return line + " " + sum(line) + "\n";
  }

  private static String sum(String line) {
    CRC32 sum = new CRC32();
    sum.update(line.getBytes(StandardCharsets.ISO_8859_1));
    return Long.toHexString(sum.getValue());
  }

  private static boolean isWhole(String line, String[] words) {
    boolean shaped =
        (words.length == 4 && words[0].equals("+")) || (words.length == 3 && words[0].equals("-"));
    return shaped && sum(line.substring(0, line.lastIndexOf(' '))).equals(words[words.length - 1]);
  }

  @Override
  public synchronized void close() throws IOException {
    channel.close();
  }
}
