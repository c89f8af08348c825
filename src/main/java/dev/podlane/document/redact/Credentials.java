package dev.podlane.document.redact;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tells names and texts that look like a credential, wherever they stand. */
final class Credentials {
  /** Parts that no harmless name has. */
  private static final Pattern PART =
      Pattern.compile(
          "secret|token|passw|passphrase|credential|(api|access|private)[-_.]?key",
          Pattern.CASE_INSENSITIVE);

  /** Names of fields: keys of selectors, tolerations and topologies are no credentials. */
  private static final Pattern FIELD =
      Pattern.compile(
          "passwd|password$|passphrase|(api|access|private|encryption|secret|shared)[-_.]?key$"
              + "|credentials?$|(secret|token)$|^(pwd|auth|authorization)$",
          Pattern.CASE_INSENSITIVE);

  private static final Set<String> WORDS =
      Set.of("auth", "authorization", "bearer", "jwt", "key", "keys", "pass", "psk", "pwd", "pw");

  /** The boundaries between words in a name, in camel case or with separators. */
  private static final Pattern BETWEEN_WORDS =
      Pattern.compile("[^A-Za-z0-9]+|(?<=[a-z0-9])(?=[A-Z])");

  /** {@code user:password@host}, with a scheme before it (RFC 3986, 3.2.1). */
  private static final Pattern USER_INFO = Pattern.compile("://[^\\s/?#@]{1,400}@");

  /** {@code name=value} of a query, of a flag inside a longer text, or of a connection string. */
  private static final Pattern ASSIGNED = Pattern.compile("([A-Za-z0-9_.-]{1,100})=[^\\s&;,]");

  private static final Pattern BEARER =
      Pattern.compile(
          "-----BEGIN [A-Z ]{0,40}PRIVATE KEY|\\b(?:bearer|basic)\\s+[A-Za-z0-9+/=._~-]{8}"
              + "|\\beyJ[A-Za-z0-9_-]{8,}\\.",
          Pattern.CASE_INSENSITIVE);

  private Credentials() {}

  /**
   * Returns true if the name of a variable, flag or annotation suggests that its value is a
   * credential.
   */
  static boolean isName(String name) {
    if (PART.matcher(name).find()) {
      return true;
    }
    for (String word : BETWEEN_WORDS.split(name, -1)) {
      if (WORDS.contains(word.toLowerCase(Locale.ROOT))) {
        return true;
      }
    }
    return false;
  }

  /** Returns true if the name of an object's field suggests that its value is a credential. */
  static boolean isField(String name) {
    return FIELD.matcher(name).find();
  }

  /** Returns true if a text holds a credential, whatever its name. Linear in its length. */
  static boolean areIn(String text) {
    if (text.length() < 6) {
      return false;
    }
    if (text.indexOf('@') > 0 && USER_INFO.matcher(text).find()) {
      return true;
    }
    if (text.indexOf('=') > 0) {
      Matcher assigned = ASSIGNED.matcher(text);
      while (assigned.find()) {
        if (isName(assigned.group(1))) {
          return true;
        }
      }
    }
    return mayBear(text) && BEARER.matcher(text).find();
  }

  /** Returns false if no alternative of {@link #BEARER} begins anywhere, as in most texts. */
  private static boolean mayBear(String text) {
    for (int at = 0; at < text.length(); at++) {
      String begin =
          switch (text.charAt(at)) {
            case '-' -> "-----BEGIN ";
            case 'e', 'E' -> "eyJ";
            case 'b', 'B' ->
                at + 1 < text.length() && isA(text.charAt(at + 1)) ? "basic" : "bearer";
            default -> "";
          };
      if (!begin.isEmpty() && text.regionMatches(true, at, begin, 0, begin.length())) {
        return true;
      }
    }
    return false;
  }

  private static boolean isA(char letter) {
    return letter == 'a' || letter == 'A';
  }
}
