package dev.podlane.net.packet;

import java.util.List;

/**
 * A TCP segment without data (RFC 9293).
 *
 * @param sourcePort 1..65535
 * @param destinationPort 1..65535
 * @param flags which of the control bits are set
 * @param initialSequence tells one connection attempt on the same ports from another
 */
public record Tcp(int sourcePort, int destinationPort, Flags flags, int initialSequence)
    implements Segment {
  /** The combinations of control bits that connecting uses. */
  public enum Flags {
    SYN,
    SYN_ACK,
    ACK,
    RST,
    RST_ACK;

    /** Names of the bits that are set. */
    public List<String> bits() {
      return List.of(name().split("_", -1));
    }

    /** Whether RST is set. */
    public boolean isReset() {
      return this == RST || this == RST_ACK;
    }
  }

  /** The segment that answers this one. */
  public Tcp answeredWith(Flags answer) {
    return new Tcp(
        /* sourcePort= */ destinationPort,
        /* destinationPort= */ sourcePort,
        answer,
        initialSequence);
  }

  @Override
  public int protocol() {
    return 6;
  }

  /** SYN and SYN-ACK carry 20 octets of options on Linux, ACK 12, RST none. */
  @Override
  public int length() {
    return switch (flags) {
      case SYN, SYN_ACK -> 40;
      case ACK -> 32;
      case RST, RST_ACK -> 20;
    };
  }

  @Override
  public Segment withPorts(int source, int destination) {
    return new Tcp(source, destination, flags, initialSequence);
  }
}
