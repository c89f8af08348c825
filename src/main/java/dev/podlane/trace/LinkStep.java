package dev.podlane.trace;

import dev.podlane.net.addr.Mac;
import java.util.List;

/** Steps at devices and in bridges. */
public sealed interface LinkStep extends Step {
  @Override
  default Level level() {
    return Level.STAGE;
  }

  /** A row of a forwarding database as {@code bridge fdb} shows it. */
  record FdbRow(Mac mac, String device, boolean local) {}

  /**
   * The frame came in by a device; a tap sees it here, before bridge, netfilter and IP.
   *
   * @param addressed whether it is addressed to the device, or to a group
   */
  record FrameReceived(String device, boolean addressed) implements LinkStep {}

  /** The frame leaves by a device; a tap sees it here, after everything else. */
  record FrameTransmitted(String device) implements LinkStep {
    @Override
    public Level level() {
      return Level.STORY;
    }
  }

  /** The bridge notes behind which port the sender is. */
  record BridgeLearned(String bridge, Mac mac, String port) implements LinkStep {
    @Override
    public Level level() {
      return Level.ROW;
    }
  }

  /** bridge-nf-call-iptables: whether bridged IP packets are shown to iptables. */
  record BridgeNetfilter(String bridge, boolean enabled) implements LinkStep {
    @Override
    public Level level() {
      return Level.ROW;
    }
  }

  /** The forwarding database knows the port. */
  record BridgeForwarded(String bridge, Mac mac, String port, List<FdbRow> fdb)
      implements LinkStep {
    /** Copies its rows. */
    public BridgeForwarded {
      fdb = List.copyOf(fdb);
    }
  }

  /** Group address, or unknown: to every other port, the newest first. */
  record BridgeFlooded(String bridge, Mac mac, List<String> ports, List<FdbRow> fdb)
      implements LinkStep {
    /** Copies its ports and rows. */
    public BridgeFlooded {
      ports = List.copyOf(ports);
      fdb = List.copyOf(fdb);
    }
  }

  /** For the host itself: the bridge device receives it. */
  record BridgePassedUp(String bridge, Mac mac) implements LinkStep {}
}
