package dev.podlane.web.rooms;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Pattern;

/** Codes and keys of rooms. */
public final class Secrets {
  /** No letter of it is taken for another one, or for a digit. */
  private static final String LETTERS = "ACDEFGHJKMNPQRTUVWXY34679";

  private static final int CODE = 6;
  private static final int KEY_BYTES = 18;
  private static final Pattern FORM = Pattern.compile("[" + LETTERS + "]{" + CODE + "}");

  private final SecureRandom random = new SecureRandom();

  /** A code to be read off a screen: 25 to the power of 6, or 244 million, are possible. */
  String code() {
    StringBuilder code = new StringBuilder();
    for (int i = 0; i < CODE; i++) {
      code.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
    }
    return code.toString();
  }

  /** A key of 144 bits. */
  String key() {
    byte[] bytes = new byte[KEY_BYTES];
    random.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  /** A code as it is meant, however it was typed; empty if it is none. */
  public static String plain(String typed) {
    String code = typed.strip().toUpperCase(Locale.ROOT);
    return FORM.matcher(code).matches() ? code : "";
  }

  /** SHA-256; a key has too many possibilities for a slower digest to matter. */
  static String digest(String key) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(sha.digest(key.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
