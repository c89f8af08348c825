package dev.podlane.workspace;

import dev.podlane.compile.cni.Segment;
import dev.podlane.net.ns.Network;
import dev.podlane.time.state.NodeState;
import dev.podlane.time.state.State;

/** Pulls the cables of machines that are gone: no packet leaves them or reaches them. */
final class LostMachines {
  private LostMachines() {}

  static Network in(Network network, State state) {
    Network now = network;
    for (NodeState each : state.nodes().values()) {
      if (each.isLost()) {
        String device = each.node().name() + "/" + Segment.NIC;
        try {
          now = Cables.after(now, new Event.CableChange(device, false));
        } catch (ChangeException none) {
          // A node without an address has no cable.
        }
      }
    }
    return now;
  }
}
