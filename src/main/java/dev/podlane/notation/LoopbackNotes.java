package dev.podlane.notation;

import java.util.Set;

/**
 * Reads the entry of {@code lo}, which exists in any case, with 127.0.0.1/8: further addresses, and
 * the state down.
 */
final class LoopbackNotes {
  static final int MTU = 65_536;
  static final Set<String> KNOWN = Set.of("up", "addr", "mtu", "comment");

  private LoopbackNotes() {}
}
