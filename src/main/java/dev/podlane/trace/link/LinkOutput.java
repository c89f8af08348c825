package dev.podlane.trace.link;

import dev.podlane.net.link.Device;
import dev.podlane.net.link.DeviceRef;
import dev.podlane.net.link.Link;
import dev.podlane.net.ns.NetworkNamespace;
import dev.podlane.trace.Skb;
import dev.podlane.trace.kernel.FrameOutput;
import dev.podlane.trace.kernel.Kernel;
import dev.podlane.trace.record.PacketInHost;
import dev.podlane.trace.step.DropReason;
import dev.podlane.trace.step.Field;
import dev.podlane.trace.step.LinkStep;
import org.jspecify.annotations.Nullable;

/** A frame leaves by a device (dev_queue_xmit and the driver behind it). */
final class LinkOutput implements FrameOutput {
  /** XMIT_RECURSION_LIMIT: transmissions within one another. */
  private static final int RECURSION_LIMIT = 8;

  private final Kernel kernel;
  private final BridgeStage bridge;
  private final VxlanStage vxlan;
  private final Loops rounds;

  LinkOutput(Kernel kernel, BridgeStage bridge, VxlanStage vxlan, Loops rounds) {
    this.kernel = kernel;
    this.bridge = bridge;
    this.vxlan = vxlan;
    this.rounds = rounds;
  }

  /**
   * Sends a frame out by a device.
   *
   * @return false if the device's driver dropped it at once, and reports so
   */
  @Override
  public boolean transmit(PacketInHost passage, Device device) {
    if (!device.up()) {
      kernel.drop(passage, DropReason.LINK_DOWN, device.name(), state(device.name()));
      return false;
    }
    if (kernel.nesting() > RECURSION_LIMIT) {
      kernel.drop(passage, DropReason.DEVICES_NESTED, device.name());
      return false;
    }
    return kernel.nested(() -> hardTransmit(passage, device));
  }

  private boolean hardTransmit(PacketInHost passage, Device device) {
    if (device.link() instanceof Link.Veth veth) {
      return toPeer(passage, device, veth.peer());
    }
    if (device.link() instanceof Link.Unmodelled other) {
      kernel.unmodelled(passage, device.name(), new Field("device", null, other.kind()));
      return false;
    }
    passage.note(new LinkStep.FrameTransmitted(device.name()));
    toItself(passage, device);
    return true;
  }

  private void toItself(PacketInHost passage, Device device) {
    if (device.link() instanceof Link.Loopback) {
      // the host keeps the packet's metadata, its connection and mark among it
      kernel.send(passage.ns(), device, passage.skb().forwardedFrom(first(passage)), passage.hop());
    } else if (device.link() instanceof Link.Vxlan tunnel) {
      vxlan.transmit(passage, device, tunnel);
    } else if (device.link() instanceof Link.Dummy) {
      kernel.drop(passage, DropReason.DUMMY, device.name());
    } else {
      bridge.transmit(passage, device);
    }
  }

  /** The device by which a forwarded packet came in before it was sent out by lo. */
  private static @Nullable String first(PacketInHost passage) {
    Device in = passage.in();
    String before = passage.skb().forwarded();
    return before != null || in == null ? before : in.name();
  }

  private boolean toPeer(PacketInHost passage, Device device, DeviceRef peer) {
    NetworkNamespace there = kernel.network().namespaces().get(peer.namespace());
    Device end = there == null ? null : there.devices().get(peer.device());
    if (there == null || end == null || !end.up() || !kernel.network().hasCarrier(device)) {
      Field why = end != null && end.up() ? CUT : state(peer.toString());
      kernel.drop(passage, DropReason.LINK_DOWN, device.name(), why); // no carrier
      return false;
    }
    passage.note(new LinkStep.FrameTransmitted(device.name()));
    if (!FrameLength.fits(passage, end)) {
      kernel.drop(
          passage, DropReason.FRAME_TOO_LONG, device.name(), FrameLength.field(passage, end));
      return false;
    }
    Skb received = Skb.received(passage.skb().frame());
    rounds.sent(passage.hop(), received, there, end);
    kernel.send(there, end, received, passage.hop());
    return true;
  }

  /** Both ends are up: the cable between them is cut. */
  private static final Field CUT = new Field("cable", "plugged", "cut");

  private static Field state(String device) {
    return new Field("state of " + device, "UP", "DOWN");
  }
}
