package dev.podlane.document.json;

/** Decodes JSON strings that {@link JsonBytes} has passed over, as Jackson does. */
final class JsonStrings {
  private JsonStrings() {}

  /** The text of the bytes between two quotes. */
  static String decoded(byte[] bytes, int begin, int end) {
    StringBuilder text = new StringBuilder(end - begin);
    int at = begin;
    while (at < end) {
      int c = bytes[at++];
      if (c == '\\') {
        at = escape(bytes, at, text);
      } else if (c >= 0) {
        text.append((char) c);
      } else if ((c & 0xe0) == 0xc0) {
        text.append((char) ((c & 0x1f) << 6 | (bytes[at++] & 0x3f)));
      } else if ((c & 0xf0) == 0xe0) {
        text.append((char) ((c & 0x0f) << 12 | (bytes[at] & 0x3f) << 6 | (bytes[at + 1] & 0x3f)));
        at += 2;
      } else {
        int high = (c & 0x07) << 18 | (bytes[at] & 0x3f) << 12;
        int point = high | (bytes[at + 1] & 0x3f) << 6 | (bytes[at + 2] & 0x3f);
        int pair = point - 0x10000;
        text.append((char) (0xd800 | pair >> 10)).append((char) (0xdc00 | (pair & 0x3ff)));
        at += 3;
      }
    }
    return text.toString();
  }

  private static int escape(byte[] bytes, int from, StringBuilder text) {
    int c = bytes[from];
    if (c == 'u') {
      int code = 0;
      for (int i = from + 1; i <= from + 4; i++) {
        code = code << 4 | Character.digit(bytes[i], 16);
      }
      text.append((char) code);
      return from + 5;
    }
    text.append(
        switch (c) {
          case 'b' -> '\b';
          case 'f' -> '\f';
          case 'n' -> '\n';
          case 'r' -> '\r';
          case 't' -> '\t';
          default -> (char) c;
        });
    return from + 1;
  }
}
