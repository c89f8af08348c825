package dev.podlane.document;

/** Recognises files that are no text in UTF-8, by their first bytes. */
public final class FileFormats {
  private FileFormats() {}

  /**
   * The problem with a text that was something else before it was decoded as UTF-8; empty if it
   * looks like text.
   */
  public static String ofText(String text) {
    if (text.startsWith("PK\u0003\u0004") || text.startsWith("PK\u0005\u0006")) {
      return "text.format-zip";
    }
    if (text.startsWith("\u001f\ufffd\b") || text.startsWith("\u001f\u008b\b")) {
      return "text.format-gzip";
    }
    if (text.startsWith("PNG\r\n", 1) || text.startsWith("GIF8") || text.startsWith("JFIF", 6)) {
      return "text.format-image";
    }
    if (text.startsWith("%PDF-")) {
      return "text.format-pdf";
    }
    return isUtf16(text) ? "text.format-utf-16" : "";
  }

  /** UTF-16 read as UTF-8: every other character of plain English is NUL. */
  private static boolean isUtf16(String text) {
    int length = Math.min(text.length(), 64);
    int even = 0;
    int odd = 0;
    for (int i = 0; i < length; i++) {
      if (text.charAt(i) == 0) {
        even += (i & 1) ^ 1;
        odd += i & 1;
      }
    }
    return length >= 4 && (even > length / 3 || odd > length / 3);
  }
}
