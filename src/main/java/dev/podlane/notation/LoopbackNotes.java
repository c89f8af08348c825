package dev.podlane.notation;

import java.util.Set;

/**
 * Reads what is said of {@code lo}, which is there anyway, with 127.0.0.1/8: further addresses, and
 * that it is down.
 */
final class LoopbackNotes {
  static final int MTU = 65_536;
  static final Set<String> KNOWN = Set.of("up", "addr", "mtu", "comment");

  private LoopbackNotes() {}
}
