package dev.podlane.web.api.problem;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Refuses queries that mean nothing: an escape that is none (RFC 3986 section 2.1), bytes that are
 * not UTF-8, and control characters, which no name here has.
 */
public final class QueryCheck {
  private static final int MOST_NAME = 50;

  private QueryCheck() {}

  /** Returns the reason why this raw query cannot be used; empty if it can. */
  public static Optional<ApiException> refusal(@Nullable String query) {
    if (query == null) {
      return Optional.empty();
    }
    for (String pair : query.split("&", -1)) {
      String code = fault(pair);
      if (code != null) {
        String name = pair.split("=", 2)[0];
        boolean plain = name.matches("[\\w.-]{1," + MOST_NAME + "}");
        return Optional.of(
            new ApiException(ProblemKind.INVALID_FIELDS, Fault.field(code, plain ? name : "?")));
      }
    }
    return Optional.empty();
  }

  private static @Nullable String fault(String pair) {
    byte[] bytes = unescaped(pair);
    if (bytes == null) {
      return "api.query.escape";
    }
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return text.chars().anyMatch(Character::isISOControl) ? "api.query.control" : null;
    } catch (CharacterCodingException e) {
      return "api.query.not-utf8";
    }
  }

  /** The bytes that the text stands for, null if an escape is not one. */
  private static byte @Nullable [] unescaped(String text) {
    byte[] bytes = new byte[text.length()];
    int length = 0;
    for (int i = 0; i < text.length(); i++) {
      char each = text.charAt(i);
      if (each != '%') {
        bytes[length++] = (byte) each;
        continue;
      }
      boolean whole = i + 2 < text.length();
      int high = whole ? Character.digit(text.charAt(i + 1), 16) : -1;
      int low = whole ? Character.digit(text.charAt(i + 2), 16) : -1;
      if (high < 0 || low < 0) {
        return null;
      }
      bytes[length++] = (byte) (high << 4 | low);
      i += 2;
    }
    return Arrays.copyOf(bytes, length);
  }
}
