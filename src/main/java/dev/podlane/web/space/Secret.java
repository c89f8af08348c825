package dev.podlane.web.space;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Keys of spaces and tokens of editable links: at least 22 characters of base64url, which is 128
 * bits or more. Only their SHA-256 is kept. That is enough, unlike for passwords: a random value of
 * 128 bits is in no dictionary, and trying all of them takes longer than the hash of any speed
 * would allow; so neither salt nor a slow hash adds anything, and a slow one, needed for each
 * request, would let strangers keep the server busy. Equal secrets have equal hashes, so that a
 * space is found by its hash.
 */
public final class Secret {
  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{22,128}");

  /** A random value of 22 characters has fewer different ones once in 10^10 times. */
  private static final int FEWEST_DIFFERENT = 9;

  private static final int BYTES = 32;
  private static final SecureRandom RANDOM = new SecureRandom();

  private Secret() {}

  /** Returns a fresh secret of 256 random bits, in 43 characters. */
  static String fresh() {
    byte[] bytes = new byte[BYTES];
    RANDOM.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /**
   * Returns the hash of a secret, 64 hexadecimal digits; empty if the text is too short, too long
   * or too regular for one.
   */
  public static Optional<String> hash(String text) {
    if (!FORM.matcher(text).matches() || text.chars().distinct().count() < FEWEST_DIFFERENT) {
      return Optional.empty();
    }
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.US_ASCII));
      return Optional.of(HexFormat.of().formatHex(digest));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java has it
    }
  }

  /** Compares hashes in a time that does not depend on their contents. */
  static boolean same(String hash, String other) {
    return !hash.isEmpty()
        && MessageDigest.isEqual(
            hash.getBytes(StandardCharsets.US_ASCII), other.getBytes(StandardCharsets.US_ASCII));
  }
}
