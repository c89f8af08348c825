package dev.podlane.trace.link;

import dev.podlane.net.link.Device;
import dev.podlane.net.packet.IpPacket;
import dev.podlane.trace.kernel.Kernel;
import dev.podlane.trace.kernel.Stages;
import dev.podlane.trace.record.PacketInHost;
import dev.podlane.trace.step.Field;
import dev.podlane.trace.step.LinkStep;
import java.util.Optional;

/** A frame comes in by a device (__netif_receive_skb_core): to the bridge, ARP or IP. */
final class LinkInput {
  private final Kernel kernel;
  private final Stages stages;
  private final BridgeStage bridge;
  private final ProtocolInput protocols;
  private final Loops rounds;

  LinkInput(
      Kernel kernel, Stages stages, BridgeStage bridge, ProtocolInput protocols, Loops rounds) {
    this.kernel = kernel;
    this.stages = stages;
    this.bridge = bridge;
    this.protocols = protocols;
    this.rounds = rounds;
  }

  void receive(PacketInHost arriving, Device device) {
    receive(arriving.cameInBy(device), device, ProtocolInput.isAddressed(arriving, device));
  }

  /**
   * Receives a frame that this host has just sent as its own, whatever its address (PACKET_HOST).
   */
  void receiveAgain(PacketInHost sent, Device device) {
    PacketInHost passage = sent.cameInBy(device);
    if (device.port() == null && sent.skb().payload() instanceof IpPacket) {
      passage.note(new LinkStep.FrameReceived(device.name(), true));
      rounds.received(passage, device);
      stages.ipInput().receiveAgain(passage, sent.in(), device);
    } else {
      receive(passage, device, true);
    }
  }

  private void receive(PacketInHost passage, Device device, boolean addressed) {
    passage.note(new LinkStep.FrameReceived(device.name(), addressed));
    boolean isIp = passage.skb().payload() instanceof IpPacket;
    Optional<String> chain =
        passage.ns().ruleset().unsimulated(device.name(), isIp, device.port() != null);
    if (chain.isPresent()) {
      kernel.unmodelled(passage, device.name(), new Field("rules", null, chain.get()));
      return;
    }
    if (device.port() != null) {
      bridge.receive(passage, device);
    } else {
      if (isIp) {
        rounds.received(passage, device);
      }
      protocols.up(passage, device, addressed);
    }
  }
}
