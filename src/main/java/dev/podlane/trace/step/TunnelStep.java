package dev.podlane.trace.step;

import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Mac;

/** Steps of tunnels (RFC 7348, drivers/net/vxlan). */
public sealed interface TunnelStep extends Step {
  /** Handles each kind; a new kind does not compile until every visitor handles it. */
  interface Visitor<T> {
    T visit(RemoteFound it);

    T visit(Encapsulated it);

    T visit(Bypassed it);

    T visit(Decapsulated it);

    T visit(RemoteLearned it);
  }

  /** Calls the visitor's method for this kind. */
  <T> T accept(Visitor<T> visitor);

  @Override
  default <T> T accept(Step.Visitor<T> visitor) {
    return visitor.visit(this);
  }

  @Override
  default Level level() {
    return Level.STORY;
  }

  /** The device knows behind which host the station is. */
  record RemoteFound(String device, Mac mac, Ip remote, boolean learned) implements TunnelStep {
    @Override
    public Level level() {
      return Level.STAGE;
    }

    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.visit(this);
    }
  }

  /** The number of a tunnel without one: IPIP. */
  int NO_VNI = -1;

  /**
   * The frame is put into a UDP datagram, or with {@link #NO_VNI} the packet into another packet:
   * it grows a layer.
   */
  record Encapsulated(String device, int vni, Ip source, Ip destination) implements TunnelStep {
    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.visit(this);
    }
  }

  /** The frame would go to this very host, and comes in by a device of its own at once. */
  record Bypassed(String device, int vni, Ip destination, String inside) implements TunnelStep {
    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.visit(this);
    }
  }

  /** The datagram, or with {@link #NO_VNI} the outer packet, is opened: a layer is lost. */
  record Decapsulated(String device, int vni, Ip from) implements TunnelStep {
    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.visit(this);
    }
  }

  /** The device notes behind which host the sender is. */
  record RemoteLearned(String device, Mac mac, Ip remote) implements TunnelStep {
    @Override
    public Level level() {
      return Level.ROW;
    }

    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.visit(this);
    }
  }
}
