package dev.podlane.trace;

/** The part of the conversation that a packet belongs to. */
public enum Flow {
  /** A packet from the prober. */
  REQUEST,
  /** The answer to it. */
  REPLY,
  /** A later packet of a TCP connection, in either direction. */
  CONNECTION,
  /** An ICMP error about one of the two. */
  ERROR,
  /** An ICMP redirect. */
  REDIRECT,
  /** Address resolution. */
  ARP,
  /** Left over from an earlier probe of the same run. */
  EARLIER;

  /** The flow of an answer to such a packet. */
  public Flow ofAnswer() {
    return switch (this) {
      case REPLY -> REQUEST;
      case CONNECTION -> CONNECTION;
      case EARLIER -> EARLIER;
      case REQUEST, ERROR, REDIRECT, ARP -> REPLY;
    };
  }

  /** Returns true if the prober may have sent such a packet. */
  public boolean isOfSender() {
    return this == REQUEST || this == CONNECTION;
  }

  /** Returns true if the prober or who answers it sends such packets. */
  public boolean isConversation() {
    return this == REQUEST || this == REPLY || this == CONNECTION;
  }
}
