package dev.podlane.trace;

import dev.podlane.net.link.Device;
import dev.podlane.net.link.DeviceRef;
import dev.podlane.net.link.Link;
import dev.podlane.net.ns.NetworkNamespace;
import org.jspecify.annotations.Nullable;

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
      walk.drop(passage, DropReason.LINK_DOWN, device.name(), state(device.name()));
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
    if (device.link() instanceof Link.Unmodelled other) {
      walk.unmodelled(passage, device.name(), new Cause.Field("device", null, other.kind()));
      return false;
    }
    passage.note(new LinkStep.FrameTransmitted(device.name()));
    toItself(passage, device);
    return true;
  }

  private void toItself(Passage passage, Device device) {
    if (device.link() instanceof Link.Loopback) {
      // the host keeps what it knows of the packet, its connection and mark among it
      walk.send(passage.ns(), device, passage.skb().forwardedFrom(first(passage)), passage.hop());
    } else if (device.link() instanceof Link.Vxlan tunnel) {
      walk.vxlan.transmit(passage, device, tunnel);
    } else if (device.link() instanceof Link.Dummy) {
      walk.drop(passage, DropReason.DUMMY, device.name());
    } else {
      walk.bridge.transmit(passage, device);
    }
  }

  /** The device by which a forwarded packet came in before it was sent out by lo. */
  private static @Nullable String first(Passage passage) {
    Device in = passage.in();
    String before = passage.skb().forwarded();
    return before != null || in == null ? before : in.name();
  }

  private boolean toPeer(Passage passage, Device device, DeviceRef peer) {
    NetworkNamespace there = walk.network.namespaces().get(peer.namespace());
    Device end = there == null ? null : there.devices().get(peer.device());
    if (there == null || end == null || !end.up()) {
      walk.drop(passage, DropReason.LINK_DOWN, device.name(), state(peer.toString())); // no carrier
      return false;
    }
    passage.note(new LinkStep.FrameTransmitted(device.name()));
    if (!fits(passage, end)) {
      walk.drop(passage, DropReason.FRAME_TOO_LONG, device.name(), length(passage, end));
      return false;
    }
    Skb received = Skb.received(passage.skb().frame());
    walk.rounds.sent(passage.hop(), received, there, end);
    walk.send(there, end, received, passage.hop());
    return true;
  }

  private static Cause.Field state(String device) {
    return new Cause.Field("state of " + device, "UP", "DOWN");
  }

  /** The longest IP packet that the device takes, and the length of this one. */
  static Cause.Field length(Passage passage, Device device) {
    String length = Integer.toString(passage.skb().payload().length());
    return new Cause.Field("length", Integer.toString(device.mtu()), length);
  }

  /** Whether a device takes a frame this long; a VLAN tag is allowed for (is_skb_forwardable). */
  static boolean fits(Passage passage, Device device) {
    return passage.skb().payload().length() <= device.mtu() + VLAN_TAG;
  }
}
