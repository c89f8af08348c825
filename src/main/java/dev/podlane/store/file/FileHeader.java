package dev.podlane.store.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The header of an H2 file, as of org.h2.mvstore.FileStore: {@code H:2,block:…,blockSize:1000,…} in
 * hexadecimal, twice, in the first two blocks of 4,096 bytes.
 *
 * @param block position of the newest part of the file
 */
record FileHeader(long block) {
  private static final int BLOCK_SIZE = 4096;
  private static final Pattern BLOCK = Pattern.compile("[,{]?block:([0-9a-f]{1,15})[,\\n]");

  /** The header; empty if neither copy is one. */
  static Optional<FileHeader> read(Path file) throws IOException {
    byte[] start;
    try (InputStream in = Files.newInputStream(file)) {
      start = in.readNBytes(2 * BLOCK_SIZE);
    }
    Optional<FileHeader> newest = Optional.empty();
    for (int from = 0; from + BLOCK_SIZE <= start.length; from += BLOCK_SIZE) {
      String text = new String(start, from, BLOCK_SIZE, StandardCharsets.ISO_8859_1);
      Matcher block = BLOCK.matcher(text);
      if (text.startsWith("H:") && block.find()) {
        newest = Optional.of(new FileHeader(Long.parseLong(block.group(1), 16)));
      }
    }
    return newest;
  }

  /** Returns true if the newest part begins before the file ends. */
  boolean endsWithin(long size) {
    return block * BLOCK_SIZE < size;
  }
}
