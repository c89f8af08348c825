package dev.podlane.capture;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * A block of a pcapng file while it is put together: type, length, fields, options, and the length
 * again. Numbers are little-endian, and everything ends at a multiple of four octets.
 */
final class Block {
  /** Type and length before the body, the length again behind it. */
  private static final int FRAME = 12;

  private static final int MOST_IN_OPTION = 0xffff;

  private final int type;
  private final ByteArrayOutputStream body = new ByteArrayOutputStream();

  Block(int type) {
    this.type = type;
  }

  Block half(int value) {
    number(value, 2, body);
    return this;
  }

  Block word(int value) {
    number(value, 4, body);
    return this;
  }

  Block octets(byte[] octets, int length) {
    body.write(octets, 0, length);
    body.write(new byte[3], 0, -length & 3);
    return this;
  }

  /** Adds an option with a text; a text that is too long for an option is cut. */
  Block option(int code, String text) {
    byte[] octets = text.getBytes(StandardCharsets.UTF_8);
    int length = Math.min(octets.length, MOST_IN_OPTION);
    return half(code).half(length).octets(octets, length);
  }

  /** An option with a number of one octet. */
  Block option(int code, byte value) {
    return half(code).half(1).octets(new byte[] {value}, 1);
  }

  /** An option with a number of four octets. */
  Block option(int code, int value) {
    return half(code).half(4).word(value);
  }

  /** An option with a number of eight octets. */
  Block option(int code, long value) {
    return half(code).half(8).word((int) value).word((int) (value >>> 32));
  }

  /**
   * Ends the options and writes the block.
   *
   * @return its length in octets
   */
  int end(OutputStream out) throws IOException {
    word(0);
    int length = body.size() + FRAME;
    ByteArrayOutputStream block = new ByteArrayOutputStream(length);
    number(type, 4, block);
    number(length, 4, block);
    body.writeTo(block);
    number(length, 4, block);
    block.writeTo(out);
    return length;
  }

  private static void number(int value, int octets, ByteArrayOutputStream out) {
    for (int i = 0; i < octets; i++) {
      out.write(value >>> (8 * i));
    }
  }
}
