package dev.podlane.net.packet;

import java.util.List;

/**
 * A TCP segment (RFC 9293) with the options Linux sends.
 *
 * @param sourcePort 1..65535
 * @param destinationPort 1..65535
 * @param flags control bits that are set
 * @param initialSequence tells one connection attempt on the same ports from another
 * @param numbers its place in the streams
 * @param mss the maximum segment size it announces in octets; of SYN and SYN-ACK only, else 0
 */
public record Tcp(
    int sourcePort, int destinationPort, Flags flags, int initialSequence, Numbers numbers, int mss)
    implements Segment {
  /** The maximum segment size of a host on Ethernet: 1500 octets less both headers. */
  public static final int ETHERNET_MSS = 1_460;

  /** net.ipv4.route.min_adv_mss. */
  private static final int LEAST_MSS = 256;

  private static final int LONGEST_PACKET = 65_535;

  /** Octets of a header without options. */
  public static final int HEADER = 20;

  /** Octets of the timestamps that all segments of a connection carry (RFC 7323), padded. */
  public static final int TIMESTAMPS = 12;

  /** The combinations of control bits that Linux sends. */
  public enum Flags {
    SYN,
    SYN_ACK,
    ACK,
    PSH_ACK,
    FIN_ACK,
    RST,
    RST_ACK;

    /** Names of the bits that are set. */
    public List<String> bits() {
      return List.of(name().split("_", -1));
    }

    /** Returns true if RST is set. */
    public boolean isReset() {
      return this == RST || this == RST_ACK;
    }

    /** Returns true if SYN is set. */
    public boolean isSynchronizing() {
      return this == SYN || this == SYN_ACK;
    }
  }

  /**
   * The place of a segment in the two streams of a connection, counted in octets from the SYN,
   * which is number 0, as Wireshark's relative numbers are.
   *
   * @param ofServer true if the end sends it that took the SYN
   * @param sequence number of the first octet
   * @param acknowledged number of the octet that is expected next from the other end
   * @param payload octets of data
   * @param selective stretches acknowledged beyond that: of data that came twice (RFC 2883), then
   *     of data out of order (RFC 2018); three fit beside the timestamps
   */
  public record Numbers(
      boolean ofServer, int sequence, int acknowledged, int payload, List<Octets> selective) {
    public Numbers {
      selective = List.copyOf(selective);
    }

    /** Of a segment that acknowledges nothing out of order. */
    public Numbers(boolean ofServer, int sequence, int acknowledged, int payload) {
      this(ofServer, sequence, acknowledged, payload, List.of());
    }

    private static Numbers usual(Flags flags) {
      return switch (flags) {
        case SYN -> new Numbers(false, 0, 0, 0);
        case SYN_ACK, RST_ACK -> new Numbers(true, 0, 1, 0);
        case ACK, PSH_ACK, FIN_ACK -> new Numbers(false, 1, 1, 0);
        // answers a SYN-ACK: its number is the one that was acknowledged
        case RST -> new Numbers(false, 1, 0, 0);
      };
    }
  }

  /**
   * A stretch of a stream.
   *
   * @param begin number of the first octet
   * @param end number after the last
   */
  public record Octets(int begin, int end) {}

  /** Octets that so many selective acknowledgements take in a header, padded. */
  public static int selectiveLength(int count) {
    return count == 0 ? 0 : 4 + 8 * count;
  }

  /** A segment of a handshake over Ethernet, without data. */
  public Tcp(int sourcePort, int destinationPort, Flags flags, int initialSequence) {
    this(
        sourcePort,
        destinationPort,
        flags,
        initialSequence,
        Numbers.usual(flags),
        flags.isSynchronizing() ? ETHERNET_MSS : 0);
  }

  /**
   * The maximum segment size a host announces on a way (ipv4_default_advmss).
   *
   * @param mtu longest packet that fits the way, in octets
   */
  public static int advertisedMss(int mtu) {
    int headers = IpPacket.V4_HEADER + HEADER;
    return Math.max(Math.min(mtu, LONGEST_PACKET) - headers, LEAST_MSS);
  }

  /** The segment of a handshake that answers this one. */
  public Tcp answeredWith(Flags answer) {
    return new Tcp(
        /* sourcePort= */ destinationPort,
        /* destinationPort= */ sourcePort,
        answer,
        initialSequence);
  }

  /** The reset that answers this segment where no socket takes it (tcp_v4_send_reset). */
  public Tcp answeredWithReset() {
    boolean acknowledges = flags != Flags.SYN;
    Numbers theirs =
        acknowledges
            ? new Numbers(!numbers.ofServer(), numbers.acknowledged(), 0, 0)
            : Numbers.usual(Flags.RST_ACK);
    return new Tcp(
        /* sourcePort= */ destinationPort,
        /* destinationPort= */ sourcePort,
        acknowledges ? Flags.RST : Flags.RST_ACK,
        initialSequence,
        theirs,
        0);
  }

  /** The same with another maximum segment size, in octets. */
  public Tcp withMss(int octets) {
    return new Tcp(sourcePort, destinationPort, flags, initialSequence, numbers, octets);
  }

  /** Number of the octet after it; SYN and FIN count as one. */
  public int end() {
    boolean counts = flags.isSynchronizing() || flags == Flags.FIN_ACK;
    return numbers.sequence() + numbers.payload() + (counts ? 1 : 0);
  }

  @Override
  public int protocol() {
    return 6;
  }

  /**
   * SYN and SYN-ACK carry 20 octets of options on Linux, a reset none, all others 12 and what they
   * acknowledge selectively.
   */
  @Override
  public int length() {
    return headerLength() + numbers.payload();
  }

  /** Length of the header in octets, options included. */
  public int headerLength() {
    return switch (flags) {
      case SYN, SYN_ACK -> HEADER + 20;
      case ACK, PSH_ACK, FIN_ACK ->
          HEADER + TIMESTAMPS + selectiveLength(numbers.selective().size());
      case RST, RST_ACK -> HEADER;
    };
  }

  @Override
  public Segment withPorts(int source, int destination) {
    return new Tcp(source, destination, flags, initialSequence, numbers, mss);
  }
}
