package dev.podlane.trace.step;

import dev.podlane.net.addr.Mac;
import java.util.List;

/** Steps at devices and in bridges. */
public sealed interface LinkStep extends Step {
  /** Handles each kind; a new kind does not compile until every visitor handles it. */
  interface Visitor<T> {
    T visit(FrameReceived it);

    T visit(FrameTransmitted it);

    T visit(BridgeLearned it);

    T visit(BridgeNetfilter it);

    T visit(BridgeForwarded it);

    T visit(BridgeFlooded it);

    T visit(BridgePassedUp it);
  }

  /** Calls the visitor's method for this kind. */
  <T> T accept(Visitor<T> visitor);

  @Override
  default <T> T accept(Step.Visitor<T> visitor) {
    return visitor.visit(this);
  }

  @Override
  default Level level() {
    return Level.STAGE;
  }

  /** A row of a forwarding database as {@code bridge fdb} shows it. */
  record FdbRow(Mac mac, String device, boolean local) {}

  /**
   * The frame came in by a device; a tap sees it here, before bridge, netfilter and IP.
   *
   * @param addressed true if it is addressed to the device, or to a group
   */
  record FrameReceived(String device, boolean addressed) implements LinkStep {
    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.visit(this);
    }
  }

  /** The frame leaves by a device; a tap sees it here, after everything else. */
  record FrameTransmitted(String device) implements LinkStep {
    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.visit(this);
    }
  }

  /** The bridge notes behind which port the sender is. */
  record BridgeLearned(String bridge, Mac mac, String port) implements LinkStep {
    @Override
    public Level level() {
      return Level.ROW;
    }

    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.visit(this);
    }

    @Override
    public String device() {
      return bridge;
    }
  }

  /** bridge-nf-call-iptables: whether bridged IP packets are shown to iptables. */
  record BridgeNetfilter(String bridge, boolean enabled) implements LinkStep {
    @Override
    public Level level() {
      return Level.ROW;
    }

    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.visit(this);
    }

    @Override
    public String device() {
      return bridge;
    }
  }

  /** The forwarding database knows the port. */
  record BridgeForwarded(String bridge, Mac mac, String port, List<FdbRow> fdb)
      implements LinkStep {
    /** Copies its rows. */
    public BridgeForwarded {
      fdb = List.copyOf(fdb);
    }

    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.visit(this);
    }

    @Override
    public String device() {
      return bridge;
    }
  }

  /**
   * Group address, or unknown: to every other port, the newest first.
   *
   * @param ports ports whose copies are followed
   * @param others number of further copies, which no station accepts
   */
  record BridgeFlooded(String bridge, Mac mac, List<String> ports, int others, List<FdbRow> fdb)
      implements LinkStep {
    /** Copies its ports and rows. */
    public BridgeFlooded {
      ports = List.copyOf(ports);
      fdb = List.copyOf(fdb);
    }

    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.visit(this);
    }

    @Override
    public String device() {
      return bridge;
    }
  }

  /** The frame is for the host itself: the bridge device receives it. */
  record BridgePassedUp(String bridge, Mac mac) implements LinkStep {
    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.visit(this);
    }

    @Override
    public String device() {
      return bridge;
    }
  }
}
