package dev.podlane.store;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Adds up a text part by part: how many bytes it has in UTF-8, and their SHA-256. */
public final class TextSum {
  private final MessageDigest digest = sha256();
  private long bytes;

  /** Returns the sum of a whole text. */
  public static TextSum of(String text) {
    TextSum sum = new TextSum();
    new Parts(text).forEach(sum::add);
    return sum;
  }

  /** The digest of a whole text. */
  public static String digest(String text) {
    return of(text).digest();
  }

  /** Adds the next part. */
  public void add(String part) {
    byte[] utf8 = part.getBytes(StandardCharsets.UTF_8);
    bytes += utf8.length;
    digest.update(utf8);
  }

  /** Bytes of all that was added. */
  public long bytes() {
    return bytes;
  }

  /** The digest of all that was added, as 64 hexadecimal digits. To be asked for once. */
  public String digest() {
    return HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java platform has SHA-256", impossible);
    }
  }
}
