package dev.podlane.trace.socket;

import dev.podlane.trace.kernel.Kernel;
import dev.podlane.trace.kernel.OutputRoute;
import dev.podlane.trace.kernel.Stages;
import dev.podlane.trace.memory.SocketKey;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The connections that stand, found by their ends (inet_ehash). */
final class Streams {
  private final Kernel kernel;
  private final Stages stages;
  private final Map<SocketKey, TcpStream> byKey = new HashMap<>();

  Streams(Kernel kernel, Stages stages) {
    this.kernel = kernel;
    this.stages = stages;
  }

  /**
   * An end whose handshake is complete.
   *
   * @param way its route, null if it has yet to look one up
   */
  TcpStream open(TcpStream.Opening opening, @Nullable OutputRoute way, StreamProgram program) {
    TcpStream stream = new TcpStream(kernel, stages, opening, way, program);
    byKey.put(opening.key(), stream);
    return stream;
  }

  /** The end that belongs to those addresses and ports, none if there is none. */
  @Nullable TcpStream find(SocketKey key) {
    return byKey.get(key);
  }
}
