package dev.podlane.compile.proxy;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * The hashes in kube-proxy's names: the first characters of the base32 text (RFC 4648) of a SHA-256
 * (kubernetes {@code pkg/proxy/iptables/proxier.go}, portProtoHash).
 */
final class ServiceHash {
  private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

  private ServiceHash() {}

  /** The first characters of the hash of a text; at most 51. */
  static String of(String text, int length) {
    byte[] digest = sha256(text);
    StringBuilder all = new StringBuilder(length);
    for (int i = 0; i < length; i++) {
      int bit = i * 5;
      int two = (digest[bit / 8] & 0xff) << 8;
      two |= bit / 8 + 1 < digest.length ? digest[bit / 8 + 1] & 0xff : 0;
      all.append(ALPHABET.charAt((two >> (11 - bit % 8)) & 31));
    }
    return all.toString();
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException(missing); // every Java has it
    }
  }
}
