package dev.podlane.trace.socket;

import dev.podlane.net.packet.Icmp;
import dev.podlane.net.packet.Segment;
import dev.podlane.trace.Probe;
import dev.podlane.trace.kernel.Kernel;
import dev.podlane.trace.kernel.Stages;
import dev.podlane.trace.record.PacketInHost;

/** A socket that sends an echo request, as {@code ping} does. */
final class PingClient extends Client {
  PingClient(Kernel kernel, Stages stages, Probe probe) {
    super(kernel, stages, probe);
  }

  @Override
  Segment segment() {
    return new Icmp.Echo(true, sourcePort, 1, probe.payload());
  }

  @Override
  boolean isForMyPort(Segment segment) {
    return segment instanceof Icmp.Echo echo && !echo.request() && echo.identifier() == sourcePort;
  }

  @Override
  boolean answers(PacketInHost passage, Segment segment) {
    boolean mine = isForMyPort(segment);
    if (mine) {
      delivered(passage);
    }
    return mine;
  }
}
