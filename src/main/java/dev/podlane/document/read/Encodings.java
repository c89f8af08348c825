package dev.podlane.document.read;

import dev.podlane.document.DocumentException;
import dev.podlane.document.FileFormats;
import dev.podlane.document.TextChecks;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Decodes files: UTF-8, or the encoding of their byte-order mark. */
public final class Encodings {
  private static final Charset UTF_32BE = Charset.forName("UTF-32BE");
  private static final Charset UTF_32LE = Charset.forName("UTF-32LE");
  private static final int HEAD = 4_096;

  private Encodings() {}

  /**
   * The text of a file, without its byte-order mark.
   *
   * @param file its name as the user knows it, used in places only; may be empty
   * @throws DocumentException if it is no text; archives and images are named
   */
  public static String text(String file, byte[] bytes) {
    Charset charset = charset(file, bytes);
    int mark = markLength(bytes);
    try {
      return charset
          .newDecoder()
          .decode(ByteBuffer.wrap(bytes, mark, bytes.length - mark))
          .toString();
    } catch (CharacterCodingException broken) {
      throw TextChecks.refused(file, "text.encoding");
    }
  }

  /**
   * Refuses content that is not UTF-8 text by its first bytes, such as an archive or an image.
   *
   * @param file its name as the user knows it; may be empty
   * @throws DocumentException naming the kind of content
   */
  public static void requireText(String file, byte[] head) {
    if (!charset(file, head).equals(StandardCharsets.UTF_8)) {
      throw TextChecks.refused(file, "text.format-utf-16");
    }
  }

  /** The encoding of a file, by its first bytes. */
  static Charset charset(String file, byte[] head) {
    if (starts(head, 0, 0, 0xfe, 0xff)) {
      return UTF_32BE;
    }
    if (starts(head, 0xff, 0xfe, 0, 0)) {
      return UTF_32LE;
    }
    if (starts(head, 0xfe, 0xff)) {
      return StandardCharsets.UTF_16BE;
    }
    if (starts(head, 0xff, 0xfe)) {
      return StandardCharsets.UTF_16LE;
    }
    String bytes = new String(head, 0, Math.min(head.length, HEAD), StandardCharsets.ISO_8859_1);
    String format = FileFormats.ofText(bytes);
    if (!format.isEmpty()) {
      throw TextChecks.refused(file, format);
    }
    return StandardCharsets.UTF_8;
  }

  /** Bytes that the byte-order mark takes; 0 if there is none. */
  static int markLength(byte[] head) {
    if (starts(head, 0xef, 0xbb, 0xbf)) {
      return 3;
    }
    if (starts(head, 0, 0, 0xfe, 0xff) || starts(head, 0xff, 0xfe, 0, 0)) {
      return 4;
    }
    return starts(head, 0xfe, 0xff) || starts(head, 0xff, 0xfe) ? 2 : 0;
  }

  static boolean startsWithBrace(byte[] head, Charset charset) {
    int mark = markLength(head);
    byte[] first = Arrays.copyOfRange(head, mark, Math.max(mark, Math.min(head.length, HEAD)));
    String text = new String(first, charset).stripLeading();
    return text.startsWith("{") || text.startsWith("[");
  }

  private static boolean starts(byte[] bytes, int... wanted) {
    if (bytes.length < wanted.length) {
      return false;
    }
    for (int i = 0; i < wanted.length; i++) {
      if ((bytes[i] & 0xff) != wanted[i]) {
        return false;
      }
    }
    return true;
  }
}
