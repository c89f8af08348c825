package dev.podlane.store;

import java.security.SecureRandom;

/**
 * Makes ids that cannot be guessed, and are safe in a URL. Who knows the id of a cluster may read
 * it, so it has 130 random bits.
 */
final class Ids {
  private static final String LETTERS = "abcdefghijkmnpqrstuvwxyz23456789";
  private static final int LENGTH = 26;

  private final String prefix;
  private final SecureRandom random = new SecureRandom();

  /** Makes ids that begin with a prefix. */
  Ids(String prefix) {
    this.prefix = prefix;
  }

  String next() {
    StringBuilder id = new StringBuilder(prefix);
    for (int i = 0; i < LENGTH; i++) {
      id.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
    }
    return id.toString();
  }
}
