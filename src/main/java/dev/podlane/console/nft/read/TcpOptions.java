package dev.podlane.console.nft.read;

import dev.podlane.net.filter.nft.Statement;

/** Statements that write options of TCP. */
final class TcpOptions {
  private static final String SEGMENT_SIZE = "tcp option maxseg size set ";
  private static final String NUMBER = "[0-9]{1,5}";

  private TcpOptions() {}

  /** The statement of a text; of options other than the segment size the text is kept. */
  static Statement assignment(String text) {
    String size = text.startsWith(SEGMENT_SIZE) ? text.substring(SEGMENT_SIZE.length()) : "";
    if (size.equals("rt mtu")) {
      return new Statement.SegmentSize(Statement.SegmentSize.FITTING);
    }
    return size.matches(NUMBER)
        ? new Statement.SegmentSize(Integer.parseInt(size))
        : new Statement.Opaque(text, false);
  }
}
