package dev.podlane.trace;

import dev.podlane.net.addr.Mac;
import dev.podlane.net.link.Device;
import dev.podlane.net.link.DeviceRef;
import dev.podlane.net.link.Link;
import dev.podlane.net.packet.Frame;
import java.util.Objects;

/** A frame leaves by a device (dev_queue_xmit and the driver behind it). */
final class LinkOutput {
  private final Walk walk;

  LinkOutput(Walk walk) {
    this.walk = walk;
  }

  void transmit(Passage passage, Device device) {
    if (!device.up() || !walk.network.hasCarrier(device)) {
      walk.drop(passage, DropReason.LINK_DOWN, device.name());
      return;
    }
    if (device.link() instanceof Link.Unmodelled) {
      walk.unmodelled(passage, device.name());
      return;
    }
    passage.note(new LinkStep.FrameTransmitted(device.name()));
    Skb skb = passage.skb();
    Mac source = Objects.requireNonNull(skb.source());
    Mac destination = Objects.requireNonNull(skb.destination());
    Frame frame = new Frame(source, destination, skb.payload());
    if (device.link() instanceof Link.Veth veth) {
      walk.send(veth.peer(), frame, passage.hop());
    } else if (device.link() instanceof Link.Loopback) {
      walk.send(new DeviceRef(passage.ns().name(), device.name()), frame, passage.hop());
    } else {
      walk.bridge.transmit(passage, device);
    }
  }
}
