package dev.podlane.capture;

import java.io.IOException;
import java.io.OutputStream;

/**
 * Writes the blocks of a pcapng file (draft-ietf-opsawg-pcapng): one section, then interfaces, then
 * packets. An interface's number is how many were written before it.
 */
final class Pcapng {
  private static final int SECTION_HEADER = 0x0a0d_0d0a;
  private static final int INTERFACE_DESCRIPTION = 1;
  private static final int ENHANCED_PACKET = 6;

  private static final int BYTE_ORDER_MAGIC = 0x1a2b_3c4d;
  private static final int LINKTYPE_ETHERNET = 1;

  private static final int INTERFACE_STATISTICS = 5;
  private static final int ISB_OSDROP = 7;

  private static final int OPT_COMMENT = 1;
  private static final int SHB_USERAPPL = 4;
  private static final int IF_NAME = 2;
  private static final int IF_TSRESOL = 9;
  private static final int EPB_FLAGS = 2;

  private final OutputStream out;

  Pcapng(OutputStream out) {
    this.out = out;
  }

  /** Version 1.0, and a section whose length is not known yet. */
  void section(String application) throws IOException {
    new Block(SECTION_HEADER)
        .word(BYTE_ORDER_MAGIC)
        .half(1)
        .half(0)
        .word(-1)
        .word(-1)
        .option(SHB_USERAPPL, application)
        .end(out);
  }

  /** An Ethernet interface whose packets are whole and timed in nanoseconds. */
  void ethernet(String name) throws IOException {
    new Block(INTERFACE_DESCRIPTION)
        .half(LINKTYPE_ETHERNET)
        .half(0)
        .word(0)
        .option(IF_NAME, name)
        .option(IF_TSRESOL, (byte) 9)
        .end(out);
  }

  /**
   * A packet.
   *
   * @param number of the interface
   * @param nanos time since the epoch
   * @param flags as {@code epb_flags} has them
   * @return octets written
   */
  long packet(int number, long nanos, byte[] octets, int flags, String comment) throws IOException {
    return new Block(ENHANCED_PACKET)
        .word(number)
        .word((int) (nanos >>> 32))
        .word((int) nanos)
        .word(octets.length)
        .word(octets.length)
        .octets(octets, octets.length)
        .option(OPT_COMMENT, comment)
        .option(EPB_FLAGS, flags)
        .end(out);
  }

  /**
   * Writes the number of packets of an interface that are not in the file, as a system that could
   * not keep up ({@code isb_osdrop}).
   *
   * @param number of the interface
   * @param nanos time since the epoch
   */
  void statistics(int number, long nanos, long left) throws IOException {
    new Block(INTERFACE_STATISTICS)
        .word(number)
        .word((int) (nanos >>> 32))
        .word((int) nanos)
        .option(OPT_COMMENT, "file=full packets-left-out=" + left)
        .option(ISB_OSDROP, left)
        .end(out);
  }
}
