package dev.podlane.compile.cni.felix;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** The hashes in names that Felix gives (projectcalico/calico {@code libcalico-go/lib/hash}). */
final class FelixHash {
  private FelixHash() {}

  /** {@code PREFIX:HASH} of a content (MakeUniqueID). */
  static String id(String prefix, String content) {
    byte[] hash = digest("SHA-224").digest(octets(prefix + ":" + content));
    return prefix + ":" + base64(hash);
  }

  /**
   * A prefix with an id, together of at most so many characters; a longer id is hashed
   * (GetLengthLimitedID).
   */
  static String limited(String prefix, String id, int most) {
    String shown = id.isEmpty() ? "_" : id;
    int length = prefix.length() + shown.length();
    if (length < most || (length == most && !shown.startsWith("_"))) {
      return prefix + shown;
    }
    String hash = base64(digest("SHA-256").digest(octets(shown)));
    return prefix + "_" + hash.substring(0, most - 1 - prefix.length());
  }

  static byte[] octets(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  static String base64(byte[] octets) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(octets);
  }

  static MessageDigest digest(String algorithm) {
    try {
      return MessageDigest.getInstance(algorithm);
    } catch (NoSuchAlgorithmException everyJavaHasIt) {
      throw new IllegalStateException(everyJavaHasIt);
    }
  }
}
