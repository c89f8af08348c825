package dev.podlane.workspace;

import dev.podlane.net.ns.NetworkNamespace;
import dev.podlane.net.route.RouteTable;

/**
 * The memory that a namespace of a network that is described itself takes with its part of the
 * document: the figures are heaps measured with 20,000 to 200,000 of each, shared out.
 */
final class NamespaceWeight {
  private static final long ITSELF = 1_000;
  private static final long DEVICE = 300;
  private static final long ROW = 220;

  private NamespaceWeight() {}

  /** Bytes of memory, estimated. */
  static long of(NetworkNamespace ns) {
    long rows = (long) ns.neighbours().size() + ns.forwarding().size();
    for (RouteTable table : ns.routes().tables()) {
      rows += table.rows().size();
    }
    return ITSELF + DEVICE * ns.devices().size() + ROW * rows;
  }
}
