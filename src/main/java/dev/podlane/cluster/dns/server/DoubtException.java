package dev.podlane.cluster.dns.server;

import dev.podlane.cluster.dns.Doubt;

/** An answer turns out not to be known while it is made. */
final class DoubtException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Doubt doubt;

  DoubtException(Doubt doubt) {
    super(doubt.kind() + " " + doubt.what(), null, false, false);
    this.doubt = doubt;
  }

  Doubt doubt() {
    return doubt;
  }
}
