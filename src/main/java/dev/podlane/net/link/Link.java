package dev.podlane.net.link;

/** What kind of device it is, and what it is joined to. */
public sealed interface Link {
  /** Name of the kind as {@code ip -d link} prints it. */
  String kind();

  /** The loopback device: what is sent comes in again. */
  record Loopback() implements Link {
    @Override
    public String kind() {
      return "loopback";
    }
  }

  /**
   * One end of a virtual Ethernet cable.
   *
   * @param peer the other end
   */
  record Veth(DeviceRef peer) implements Link {
    @Override
    public String kind() {
      return "veth";
    }
  }

  /** A learning bridge (IEEE 802.1D); its ports name it as their master. */
  record Bridge() implements Link {
    @Override
    public String kind() {
      return "bridge";
    }
  }

  /**
   * A device whose kind the model does not know: it is shown, and a packet that meets it ends as
   * unknown.
   *
   * @param kind the name the input gave
   */
  record Unmodelled(String kind) implements Link {}
}
