package dev.podlane.document.archive;

import dev.podlane.document.read.LeftOutFiles;
import dev.podlane.document.read.LeftOutFiles.Reason;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.apache.commons.compress.archivers.ArchiveEntry;
import org.apache.commons.compress.archivers.ArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveInputStream;
import org.jspecify.annotations.Nullable;

/**
 * An archive. It is read from its first byte to its last, as it came; nothing of it is written to a
 * disk. Archives within it are not opened.
 *
 * @param body the archive
 * @param format format of the archive
 * @param mostBytes bytes that all of it may have when unpacked
 */
public record Archive(StoredBytes body, ArchiveFormat format, long mostBytes) implements Bundle {
  private static final int BUFFER = 64 << 10;

  /** The number of bytes that may come out of any archive; each byte of it allows more. */
  private static final long FREE = 16L << 20;

  private static final long RATIO = 100;

  @Override
  public LeftOutFiles visit(Visitor visitor) throws IOException {
    long most = Math.min(mostBytes, FREE + RATIO * body.size());
    Unpacked unpacked = new Unpacked(most);
    try (InputStream in = new BufferedInputStream(body.open(), BUFFER)) {
      return switch (format) {
        case ZIP -> zip(in, unpacked, visitor);
        case TAR -> tar(unpacked.of(in), unpacked, visitor);
        case GZIP -> gzip(in, unpacked, visitor);
        case NONE -> throw new ArchiveException(new IllegalStateException("no archive"));
      };
    } catch (ArchiveException known) {
      throw known;
    } catch (IOException | IllegalArgumentException | StackOverflowError damaged) {
      throw new ArchiveException(damaged);
    }
  }

  private static LeftOutFiles gzip(InputStream in, Unpacked unpacked, Visitor visitor)
      throws IOException {
    InputStream plain = new BufferedInputStream(unpacked.of(new GZIPInputStream(in, BUFFER)));
    plain.mark(ArchiveFormat.HEAD);
    byte[] head = plain.readNBytes(ArchiveFormat.HEAD);
    plain.reset();
    return switch (ArchiveFormat.of(head)) {
      case TAR -> tar(plain, unpacked, visitor);
      case ZIP, GZIP -> LeftOutFiles.NONE.and("", Reason.ARCHIVE);
      case NONE ->
          visitor
              .visit("", plain)
              .map(why -> LeftOutFiles.NONE.and("", why))
              .orElse(LeftOutFiles.NONE);
    };
  }

  /** Its bytes are counted as they come, those of headers too. */
  private static LeftOutFiles tar(InputStream in, Unpacked unpacked, Visitor visitor)
      throws IOException {
    return entries(new TarArchiveInputStream(in), unpacked, new Unpacked(Long.MAX_VALUE), visitor);
  }

  /** Names without a mark are taken for UTF-8, which most programs write. */
  private static LeftOutFiles zip(InputStream in, Unpacked unpacked, Visitor visitor)
      throws IOException {
    ZipArchiveInputStream zip = new ZipArchiveInputStream(in, "UTF-8", true, true);
    return entries(zip, new Unpacked(Long.MAX_VALUE), unpacked, visitor);
  }

  private static LeftOutFiles entries(
      ArchiveInputStream<?> in, Unpacked raw, Unpacked contents, Visitor visitor)
      throws IOException {
    LeftOutFiles leftOut = LeftOutFiles.NONE;
    Map<String, Integer> names = new HashMap<>();
    int seen = 0;
    boolean locked = false;
    for (ArchiveEntry entry = next(in, raw, false); entry != null; entry = next(in, raw, locked)) {
      if (++seen > MOST_ENTRIES) {
        throw new ArchiveException(ArchiveException.Why.TOO_MANY_ENTRIES, MOST_ENTRIES);
      }
      if (entry.isDirectory()) {
        continue;
      }
      String name = EntryName.of(entry.getName());
      Reason why = reason(in, entry, name);
      InputStream content = contents.of(in);
      boolean isVisited = why == null;
      if (isVisited) {
        why = visitor.visit(unique(name, names), content).orElse(null);
      }
      if (why != null) {
        leftOut = leftOut.and(name, why);
      }
      locked = why == Reason.ENCRYPTED;
      // A visited entry has mostly been read to its end.
      if ((isVisited || mustBeRead(entry, why)) && content.read() >= 0) {
        content.transferTo(OutputStream.nullOutputStream());
      }
    }
    return leftOut;
  }

  /** Returns true if the entry must be read to find the start of the next one. */
  private static boolean mustBeRead(ArchiveEntry entry, @Nullable Reason why) {
    boolean readable = why != Reason.ENCRYPTED && why != Reason.METHOD;
    return readable
        && !(entry instanceof ZipArchiveEntry zip
            && !zip.getGeneralPurposeBit().usesDataDescriptor());
  }

  private static @Nullable ArchiveEntry next(
      ArchiveInputStream<?> in, Unpacked raw, boolean afterLocked) throws IOException {
    raw.between();
    try {
      return in.getNextEntry();
    } catch (ZipException unknownEnd) {
      if (afterLocked) {
        throw new ArchiveException(ArchiveException.Why.ENCRYPTED, 0);
      }
      throw unknownEnd;
    } finally {
      raw.within();
    }
  }

  private static @Nullable Reason reason(
      ArchiveInputStream<?> in, ArchiveEntry entry, String name) {
    Reason byName = EntryName.passedOver(name).orElse(null);
    if (isLink(entry)) {
      return Reason.LINK;
    }
    if (entry instanceof ZipArchiveEntry zip && zip.getGeneralPurposeBit().usesEncryption()) {
      return Reason.ENCRYPTED;
    }
    return in.canReadEntryData(entry) ? byName : Reason.METHOD;
  }

  private static boolean isLink(ArchiveEntry entry) {
    if (entry instanceof TarArchiveEntry tar) {
      boolean device = tar.isCharacterDevice() || tar.isBlockDevice() || tar.isFIFO();
      return tar.isSymbolicLink() || tar.isLink() || device;
    }
    return entry instanceof ZipArchiveEntry zip && zip.isUnixSymlink();
  }

  private static String unique(String name, Map<String, Integer> names) {
    int before = names.merge(name, 1, Integer::sum) - 1;
    return before == 0 ? name : name + " (" + (before + 1) + ")";
  }
}
