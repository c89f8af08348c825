package dev.podlane.trace.link;

import dev.podlane.net.addr.Mac;
import dev.podlane.net.link.Device;
import dev.podlane.net.packet.Arp;
import dev.podlane.trace.kernel.Kernel;
import dev.podlane.trace.kernel.Stages;
import dev.podlane.trace.record.PacketInHost;
import dev.podlane.trace.step.DropReason;
import java.util.Objects;
import java.util.Optional;

/** Hands frames to the protocols of the host: ARP and IP (deliver_skb). */
final class ProtocolInput {
  private final Kernel kernel;
  private final Stages stages;

  ProtocolInput(Kernel kernel, Stages stages) {
    this.kernel = kernel;
    this.stages = stages;
  }

  /** The frame goes to the protocols of this host. */
  void up(PacketInHost passage, Device device, boolean addressed) {
    if (!addressed) {
      kernel.drop(passage, DropReason.OTHERHOST, device.name());
    } else if (passage.skb().payload() instanceof Arp message) {
      stages.neighbours().receive(passage, device, message);
    } else {
      Optional<Device> first =
          Optional.ofNullable(passage.skb().forwarded()).flatMap(passage.ns()::device);
      if (first.isPresent()) {
        stages.ipInput().receiveAgain(passage, first.get(), device);
      } else {
        stages.ipInput().receive(passage, device);
      }
    }
  }

  static boolean isAddressed(PacketInHost passage, Device device) {
    Mac to = Objects.requireNonNull(passage.skb().destination());
    return to.isGroup() || to.equals(device.mac());
  }
}
