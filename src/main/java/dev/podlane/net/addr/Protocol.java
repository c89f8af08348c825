package dev.podlane.net.addr;

import java.util.List;
import java.util.Locale;

/**
 * Protocols above IP, by their assigned numbers (IANA protocol numbers). Not all are allowed
 * everywhere: ports require one of {@link #WITH_PORTS}.
 */
public enum Protocol {
  ICMP(1),
  TCP(6),
  UDP(17),
  SCTP(132);

  /** Those that sockets, container ports and Services can have. */
  public static final List<Protocol> WITH_PORTS = List.of(TCP, UDP, SCTP);

  private final int number;
  private final String word = name().toLowerCase(Locale.ROOT);

  Protocol(int number) {
    this.number = number;
  }

  /** Number in the IP header. */
  public int number() {
    return number;
  }

  /** Its name as Linux tools write it, such as {@code tcp}. */
  public String word() {
    return word;
  }

  /** Returns true if its packets carry ports. */
  public boolean hasPorts() {
    return this != ICMP;
  }
}
