package dev.podlane.store;

import java.security.SecureRandom;

/** Makes ids that are short, cannot be guessed, and are safe in a URL. */
final class Ids {
  private static final String LETTERS = "abcdefghijkmnpqrstuvwxyz23456789";
  private static final int LENGTH = 10;

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
