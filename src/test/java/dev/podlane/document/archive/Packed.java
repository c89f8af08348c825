package dev.podlane.document.archive;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/** Makes archives, of names and texts in turns. */
public final class Packed {
  private Packed() {}

  private interface Writing {
    void to(ByteArrayOutputStream out) throws IOException;
  }

  private static byte[] bytes(Writing writing) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      writing.to(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  /** A zip archive; a name that ends with a slash is a folder. */
  public static byte[] zip(String... namesAndTexts) {
    return bytes(
        out -> {
          try (ZipOutputStream zip = new ZipOutputStream(out)) {
            for (int i = 0; i < namesAndTexts.length; i += 2) {
              zip.putNextEntry(new ZipEntry(namesAndTexts[i]));
              zip.write(namesAndTexts[i + 1].getBytes(StandardCharsets.UTF_8));
              zip.closeEntry();
            }
          }
        });
  }

  /** A tar archive; a text that begins with {@code ->} is a symbolic link. */
  public static byte[] tar(String... namesAndTexts) {
    return bytes(
        out -> {
          try (TarArchiveOutputStream tar = new TarArchiveOutputStream(out)) {
            tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
            for (int i = 0; i < namesAndTexts.length; i += 2) {
              entry(tar, namesAndTexts[i], namesAndTexts[i + 1]);
            }
          }
        });
  }

  private static void entry(TarArchiveOutputStream tar, String name, String text)
      throws IOException {
    if (text.startsWith("->")) {
      TarArchiveEntry link = new TarArchiveEntry(name, TarArchiveEntry.LF_SYMLINK);
      link.setLinkName(text.substring(2));
      tar.putArchiveEntry(link);
    } else {
      byte[] content = text.getBytes(StandardCharsets.UTF_8);
      TarArchiveEntry file = new TarArchiveEntry(name, true);
      file.setSize(content.length);
      tar.putArchiveEntry(file);
      tar.write(content);
    }
    tar.closeArchiveEntry();
  }

  /** Compressed with gzip. */
  public static byte[] gzip(byte[] plain) {
    return bytes(
        out -> {
          try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(plain);
          }
        });
  }
}
