package dev.podlane.trace;

import dev.podlane.net.link.Device;
import dev.podlane.net.link.DeviceRef;
import dev.podlane.net.link.Link;
import dev.podlane.net.ns.NetworkNamespace;

/** A frame leaves by a device (dev_queue_xmit and the driver behind it). */
final class LinkOutput {
  private static final int VLAN_TAG = 4;

  /** XMIT_RECURSION_LIMIT: transmissions within one another. */
  private static final int RECURSION_LIMIT = 8;

  private final Walk walk;

  LinkOutput(Walk walk) {
    this.walk = walk;
  }

  /**
   * Sends a frame out by a device.
   *
   * @return false if the device's driver lost it at once, and says so
   */
  boolean transmit(Passage passage, Device device) {
    if (!device.up()) {
      walk.drop(passage, DropReason.LINK_DOWN, device.name());
      return false;
    }
    if (walk.nesting() > RECURSION_LIMIT) {
      walk.drop(passage, DropReason.DEVICES_NESTED, device.name());
      return false;
    }
    return walk.nested(() -> hardTransmit(passage, device));
  }

  private boolean hardTransmit(Passage passage, Device device) {
    if (device.link() instanceof Link.Veth veth) {
      return toPeer(passage, device, veth.peer());
    }
    if (device.link() instanceof Link.Unmodelled) {
      walk.unmodelled(passage, device.name());
      return false;
    }
    passage.note(new LinkStep.FrameTransmitted(device.name()));
    toItself(passage, device);
    return true;
  }

  private void toItself(Passage passage, Device device) {
    if (device.link() instanceof Link.Loopback) {
      // the host keeps what it knows of the packet, its connection and mark among it
      walk.send(passage.ns(), device, passage.skb(), passage.hop());
    } else if (device.link() instanceof Link.Vxlan tunnel) {
      walk.vxlan.transmit(passage, device, tunnel);
    } else if (device.link() instanceof Link.Dummy) {
      walk.drop(passage, DropReason.DUMMY, device.name());
    } else {
      walk.bridge.transmit(passage, device);
    }
  }

  private boolean toPeer(Passage passage, Device device, DeviceRef peer) {
    NetworkNamespace there = walk.network.namespaces().get(peer.namespace());
    Device end = there == null ? null : there.devices().get(peer.device());
    if (there == null || end == null || !end.up()) {
      walk.drop(passage, DropReason.LINK_DOWN, device.name()); // no carrier
      return false;
    }
    passage.note(new LinkStep.FrameTransmitted(device.name()));
    if (!fits(passage, end)) {
      walk.drop(passage, DropReason.FRAME_TOO_LONG, device.name());
      return false;
    }
    walk.send(there, end, Skb.received(passage.skb().frame()), passage.hop());
    return true;
  }

  /** Whether a device takes a frame this long; a VLAN tag is allowed for (is_skb_forwardable). */
  static boolean fits(Passage passage, Device device) {
    return passage.skb().payload().length() <= device.mtu() + VLAN_TAG;
  }
}
