package dev.podlane.trace.socket;

import dev.podlane.net.packet.Segment;
import dev.podlane.net.packet.Udp;
import dev.podlane.trace.Flow;
import dev.podlane.trace.Probe;
import dev.podlane.trace.kernel.Kernel;
import dev.podlane.trace.kernel.Stages;
import dev.podlane.trace.record.PacketInHost;

/** A UDP socket that sends one datagram and waits for one. */
final class UdpClient extends Client {
  UdpClient(Kernel kernel, Stages stages, Probe probe) {
    super(kernel, stages, probe);
  }

  @Override
  Segment segment() {
    return new Udp(sourcePort, probe.port(), probe.payload());
  }

  @Override
  boolean isForMyPort(Segment segment) {
    return segment instanceof Udp udp && udp.destinationPort() == sourcePort;
  }

  @Override
  boolean answers(PacketInHost passage, Segment segment) {
    boolean mine =
        segment instanceof Udp udp
            && udp.destinationPort() == sourcePort
            && udp.sourcePort() == probe.port()
            && passage.hop().flow() != Flow.REQUEST;
    if (mine) {
      delivered(passage);
    }
    return mine;
  }
}
