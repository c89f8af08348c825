package dev.podlane.workspace.pairs;

import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Protocol;
import org.jspecify.annotations.Nullable;

/**
 * A part of the matrix.
 *
 * @param family family of the packets
 * @param protocol of the packets; null for every protocol of the ports that are declared
 * @param port a number from 1 to 65535, or the name of a declared port; null for every declared one
 * @param grouping the pods that share a row
 * @param focus the pairs that are asked about
 * @param exposure true with nodes, the world outside, and pods that do not exist yet
 * @param row first row, from 0
 * @param rows number of rows at most
 * @param column first column, from 0
 * @param columns number of columns at most
 */
public record PairRequest(
    Ip.Family family,
    @Nullable Protocol protocol,
    @Nullable String port,
    Grouping grouping,
    Focus focus,
    boolean exposure,
    int row,
    int rows,
    int column,
    int columns) {
  /** The port as a number; 0 if it is a name, or none is asked about. */
  int number() {
    String text = port;
    return text != null && text.matches("[0-9]{1,5}") ? Integer.parseInt(text) : 0;
  }

  /** The name of a port; null if it is a number, or none is asked about. */
  @Nullable String name() {
    return port != null && number() == 0 ? port : null;
  }
}
