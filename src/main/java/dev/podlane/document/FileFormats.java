package dev.podlane.document;

/** Recognises files that are no text in UTF-8, by their first bytes. */
final class FileFormats {
  private FileFormats() {}

  /**
   * The format that a text was before it was decoded as UTF-8: {@code zip}, {@code gzip}, {@code
   * image}, {@code pdf}, {@code elf} or {@code utf-16}; empty if it looks like text.
   */
  static String ofText(String text) {
    if (text.startsWith("PK\u0003\u0004") || text.startsWith("PK\u0005\u0006")) {
      return "zip";
    }
    if (text.startsWith("\u001f\ufffd\b") || text.startsWith("\u001f\u008b\b")) {
      return "gzip";
    }
    if (text.startsWith("PNG\r\n", 1) || text.startsWith("GIF8") || text.startsWith("JFIF", 6)) {
      return "image";
    }
    if (text.startsWith("%PDF-")) {
      return "pdf";
    }
    return isUtf16(text) ? "utf-16" : "";
  }

  /** UTF-16 read as UTF-8: every other character of plain English is NUL. */
  private static boolean isUtf16(String text) {
    int length = Math.min(text.length(), 64);
    int even = 0;
    int odd = 0;
    for (int i = 0; i < length; i++) {
      if (text.charAt(i) == 0) {
        even += i & 1 ^ 1;
        odd += i & 1;
      }
    }
    return length >= 4 && (even > length / 3 || odd > length / 3);
  }
}
