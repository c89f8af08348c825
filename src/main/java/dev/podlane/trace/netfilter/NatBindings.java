package dev.podlane.trace.netfilter;

import dev.podlane.net.addr.Ip;
import dev.podlane.net.conntrack.Side;
import dev.podlane.net.conntrack.Tuple;
import dev.podlane.net.filter.Ports;
import dev.podlane.trace.kernel.Kernel;
import dev.podlane.trace.memory.Connection;
import org.jspecify.annotations.Nullable;

/**
 * Chooses the addresses and ports that a connection is translated to (get_unique_tuple in
 * net/netfilter/nf_nat_core.c).
 */
final class NatBindings {
  private static final int HIGHEST = 65_535;
  private static final int TRIES = 128;

  /** Of echoes any will do (nf_nat_l4proto_unique_tuple). */
  private static final Ports IDENTIFIERS = new Ports(0, HIGHEST);

  private final Kernel kernel;

  /**
   * The addresses and ports that a rule allows.
   *
   * @param first first address
   * @param last last address
   * @param ports ports, none to keep the port where it is free
   * @param random true to draw the port at random
   */
  record Range(Ip first, Ip last, @Nullable Ports ports, boolean random) {
    private boolean holds(Ip address) {
      return address.compareTo(first) >= 0 && address.compareTo(last) <= 0;
    }
  }

  NatBindings(Kernel kernel) {
    this.kernel = kernel;
  }

  /**
   * Settles one side of a connection; without a range, the side keeps its address and port if they
   * are free.
   */
  void decide(String namespace, Connection connection, Side side, @Nullable Range wanted) {
    Tuple current = connection.reply().inverse();
    Ip address = side == Side.SOURCE ? current.source() : current.destination();
    Range range = wanted == null ? new Range(address, address, null, false) : wanted;
    connection.decide(side, unique(namespace, connection, side, current, range).inverse());
  }

  private Tuple unique(
      String namespace, Connection connection, Side side, Tuple current, Range range) {
    boolean keepsSource =
        side == Side.SOURCE
            && !range.random()
            && range.holds(current.source())
            && isIn(range, current.sourcePort());
    if (keepsSource && isFree(namespace, connection, current)) {
      return current;
    }
    Tuple moved = moved(side, current, range);
    int port = side == Side.SOURCE ? moved.sourcePort() : moved.destinationPort();
    Ports ports = range.ports();
    boolean fits = isIn(range, port) && !range.random();
    if (fits && ((ports != null && ports.isOne()) || isFree(namespace, connection, moved))) {
      return moved;
    }
    if (ports == null && side == Side.DESTINATION && !moved.isEcho()) {
      return moved; // where a packet goes to is never changed to another port unasked
    }
    Ports free = moved.isEcho() ? IDENTIFIERS : ephemeral(port);
    return drawn(namespace, connection, side, moved, ports == null ? free : ports);
  }

  private static boolean isIn(Range range, int port) {
    return range.ports() == null || range.ports().contains(port);
  }

  private boolean isFree(String namespace, Connection connection, Tuple tuple) {
    return !kernel
        .memory()
        .connections(namespace)
        .isTaken(tuple.inverse(), connection, kernel.memory().now());
  }

  /**
   * Moves the tuple to the range's address; of several, one that the two ends' addresses decide.
   */
  private Tuple moved(Side side, Tuple current, Range range) {
    long count = range.last().low() - range.first().low() + 1;
    long hash = 31 * current.source().low() + current.destination().low() + kernel.seed();
    Ip address = count <= 1 ? range.first() : range.first().plus(Math.floorMod(hash, count));
    Ports ports = range.ports();
    if (side == Side.SOURCE) {
      return current.from(address, current.sourcePort());
    }
    int port = ports != null && ports.isOne() ? ports.first() : current.destinationPort();
    return current.to(address, port);
  }

  /** Privileged ports stay privileged (nf_nat_l4proto_unique_tuple). */
  private static Ports ephemeral(int port) {
    if (port < 512) {
      return new Ports(1, 511);
    }
    return port < 1_024 ? new Ports(600, 1_023) : new Ports(1_024, HIGHEST);
  }

  private Tuple drawn(
      String namespace, Connection connection, Side side, Tuple moved, Ports ports) {
    int size = ports.last() - ports.first() + 1;
    Tuple tuple = moved;
    int offset = (int) (kernel.dice(namespace).draw() * size);
    for (int i = 0; i < Math.min(size, TRIES); i++) {
      int port = ports.first() + (offset + i) % size;
      tuple =
          side == Side.SOURCE || moved.isEcho() // whose identifier is that of both sides
              ? moved.from(moved.source(), port)
              : moved.to(moved.destination(), port);
      if (isFree(namespace, connection, tuple)) {
        return tuple;
      }
    }
    return tuple;
  }
}
