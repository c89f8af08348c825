package dev.podlane.trace.link;

import dev.podlane.net.link.Device;
import dev.podlane.trace.kernel.FrameOutput;
import dev.podlane.trace.kernel.Kernel;
import dev.podlane.trace.kernel.Stages;
import dev.podlane.trace.kernel.TunnelSockets;
import dev.podlane.trace.record.PacketInHost;

/** Devices, bridges and tunnels during one walk. */
public final class LinkLayer {
  private final LinkInput input;
  private final LinkOutput output;
  private final TunnelSockets tunnels;

  /**
   * The devices of a network.
   *
   * @param kernel the walk
   * @param stages the other layers
   */
  public LinkLayer(Kernel kernel, Stages stages) {
    Loops rounds = new Loops(kernel, stages);
    BridgeHooks netfilter = new BridgeHooks(kernel, stages);
    ProtocolInput protocols = new ProtocolInput(kernel, stages);
    BridgeStage bridge = new BridgeStage(kernel, stages, rounds, netfilter, protocols);
    this.input = new LinkInput(kernel, stages, bridge, protocols, rounds);
    VxlanStage vxlan = new VxlanStage(kernel, stages, input);
    this.tunnels = new IpipStage(kernel, stages, vxlan);
    this.output = new LinkOutput(kernel, bridge, vxlan, rounds);
  }

  /**
   * A frame comes in by a device.
   *
   * @throws LoopFound if it goes round for ever
   */
  public void receive(PacketInHost arriving, Device device) {
    input.receive(arriving, device);
  }

  /** Returns output by devices. */
  public FrameOutput output() {
    return output;
  }

  /** Returns the tunnels. */
  public TunnelSockets tunnels() {
    return tunnels;
  }
}
