package dev.podlane.cluster.field;

import java.nio.charset.StandardCharsets;

/**
 * Names as Kubernetes generates them: a template's hash and a suffix, both in the alphabet without
 * vowels and easily mistaken characters (apimachinery {@code rand.SafeEncodeString}). Where
 * Kubernetes draws lots, a hash of the place decides, so that the same documents always give the
 * same names.
 */
public final class GeneratedNames {
  private static final String ALPHABET = "bcdfghjklmnpqrstvwxz2456789";
  private static final int SUFFIX = 5;

  /** Longest prefix a generated name keeps (apiserver {@code names.maxGeneratedNameLength}). */
  private static final int LONGEST_PREFIX = NameValidation.LONGEST_LABEL - SUFFIX;

  private GeneratedNames() {}

  /** FNV-1a of a text, 32 bits, as an unsigned number. */
  public static long fnv(String text) {
    int hash = 0x811c9dc5;
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      hash = (hash ^ (b & 0xff)) * 0x01000193;
    }
    return Integer.toUnsignedLong(hash);
  }

  /** A template's hash as Kubernetes writes it: the decimal digits, each in the safe alphabet. */
  public static String templateHash(long hash) {
    StringBuilder safe = new StringBuilder();
    for (char digit : Long.toString(hash).toCharArray()) {
      safe.append(ALPHABET.charAt(digit % ALPHABET.length()));
    }
    return safe.toString();
  }

  /** The prefix with five characters that the seed and the attempt decide. */
  public static String suffixed(String prefix, String seed, int attempt) {
    long hash = fnv(seed + "#" + attempt);
    hash = (hash ^ (hash >>> 15)) * 0x2c1b3c6dL;
    StringBuilder name = new StringBuilder(prefix);
    name.setLength(Math.min(name.length(), LONGEST_PREFIX));
    long rest = hash & Long.MAX_VALUE;
    for (int i = 0; i < SUFFIX; i++) {
      name.append(ALPHABET.charAt((int) (rest % ALPHABET.length())));
      rest /= ALPHABET.length();
    }
    return name.toString();
  }
}
