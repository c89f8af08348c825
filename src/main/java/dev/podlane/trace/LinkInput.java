package dev.podlane.trace;

import dev.podlane.net.addr.Mac;
import dev.podlane.net.link.Device;
import dev.podlane.net.packet.Arp;
import dev.podlane.net.packet.IpPacket;
import java.util.Objects;
import java.util.Optional;

/** A frame comes in by a device (__netif_receive_skb_core): to the bridge, ARP or IP. */
final class LinkInput {
  private final Walk walk;

  LinkInput(Walk walk) {
    this.walk = walk;
  }

  void receive(Passage arriving, Device device) {
    receive(arriving.cameInBy(device), device, isAddressed(arriving, device));
  }

  /** A frame that this host just sent is for it, whatever address it has (PACKET_HOST). */
  void receiveAgain(Passage sent, Device device) {
    Passage passage = sent.cameInBy(device);
    if (device.port() == null && sent.skb().payload() instanceof IpPacket) {
      passage.note(new LinkStep.FrameReceived(device.name(), true));
      walk.ipInput.receiveAgain(passage, sent.in(), device);
    } else {
      receive(passage, device, true);
    }
  }

  private void receive(Passage passage, Device device, boolean addressed) {
    passage.note(new LinkStep.FrameReceived(device.name(), addressed));
    if (device.port() != null) {
      walk.bridge.receive(passage, device);
    } else {
      up(passage, device, addressed);
    }
  }

  /** The frame goes to the protocols of this host. */
  void up(Passage passage, Device device, boolean addressed) {
    if (!addressed) {
      walk.drop(passage, DropReason.OTHERHOST, device.name());
    } else if (passage.skb().payload() instanceof Arp message) {
      walk.arp.receive(passage, device, message);
    } else {
      Optional<Device> first =
          Optional.ofNullable(passage.skb().forwarded()).flatMap(passage.ns()::device);
      if (first.isPresent()) {
        walk.ipInput.receiveAgain(passage, first.get(), device);
      } else {
        walk.ipInput.receive(passage, device);
      }
    }
  }

  static boolean isAddressed(Passage passage, Device device) {
    Mac to = Objects.requireNonNull(passage.skb().destination());
    return to.isGroup() || to.equals(device.mac());
  }
}
