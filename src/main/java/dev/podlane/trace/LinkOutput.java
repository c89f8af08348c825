package dev.podlane.trace;

import dev.podlane.net.link.Device;
import dev.podlane.net.link.DeviceRef;
import dev.podlane.net.link.Link;
import java.util.Optional;

/** A frame leaves by a device (dev_queue_xmit and the driver behind it). */
final class LinkOutput {
  private static final int VLAN_TAG = 4;

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
    if (device.link() instanceof Link.Veth veth) {
      toPeer(passage, device, veth.peer());
    } else if (device.link() instanceof Link.Loopback) {
      // the host keeps what it knows of the packet, its connection and mark among it
      DeviceRef same = new DeviceRef(passage.ns().name(), device.name());
      walk.send(same, passage.skb(), passage.hop());
    } else if (device.link() instanceof Link.Vxlan tunnel) {
      walk.vxlan.transmit(passage, device, tunnel);
    } else if (device.link() instanceof Link.Dummy) {
      walk.drop(passage, DropReason.DUMMY, device.name());
    } else {
      walk.bridge.transmit(passage, device);
    }
  }

  private void toPeer(Passage passage, Device device, DeviceRef peer) {
    Optional<Device> end = walk.network.device(peer);
    if (end.isEmpty() || !fits(passage, end.get())) {
      walk.drop(passage, DropReason.FRAME_TOO_LONG, device.name());
      return;
    }
    walk.send(peer, Skb.received(passage.skb().frame()), passage.hop());
  }

  /** Whether a device takes a frame this long; a VLAN tag is allowed for (is_skb_forwardable). */
  static boolean fits(Passage passage, Device device) {
    return passage.skb().payload().length() <= device.mtu() + VLAN_TAG;
  }
}
