package dev.podlane.trace;

/** Which part of the conversation a packet belongs to. */
public enum Flow {
  /** From the prober. */
  REQUEST,
  /** The answer to it. */
  REPLY,
  /** An ICMP error about one of the two. */
  ERROR,
  /** An ICMP redirect. */
  REDIRECT,
  /** Address resolution. */
  ARP,
  /** Left over from an earlier probe of the same run. */
  EARLIER
}
