package dev.podlane.net.link;

import dev.podlane.net.addr.Ip;
import org.jspecify.annotations.Nullable;

/** The kind of a device, and its connection to other devices. */
public sealed interface Link {
  /** Name of the kind as {@code ip -d link} prints it. */
  String kind();

  /** The loopback device: it receives all packets it transmits. */
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
   * @param plugged false while the cable is cut: both ends have no carrier and keep all else
   */
  record Veth(DeviceRef peer, boolean plugged) implements Link {
    /** A cable that is plugged in. */
    public Veth(DeviceRef peer) {
      this(peer, true);
    }

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

  /** A device with nothing behind it: all packets it transmits are lost. */
  record Dummy() implements Link {
    @Override
    public String kind() {
      return "dummy";
    }
  }

  /**
   * One end of a virtual Ethernet over UDP (RFC 7348, drivers/net/vxlan).
   *
   * @param vni network identifier, 24 bits
   * @param local outer source address, chosen by the route if absent
   * @param remote destination of frames without an entry in the forwarding database
   * @param underlay device the tunnel is bound to; its MTU less 50 is the most that the tunnel
   *     takes
   * @param port UDP destination port
   * @param learning true if the senders of received frames are entered in the forwarding database
   * @param df DF bit of the outer packets
   */
  record Vxlan(
      int vni,
      @Nullable Ip local,
      @Nullable Ip remote,
      @Nullable String underlay,
      int port,
      boolean learning,
      Df df)
      implements Link {
    /** Octets that go round an inner packet: Ethernet, VXLAN, UDP and IPv4 headers. */
    public static final int OVERHEAD = 14 + 8 + 8 + 20;

    /** The DF bit of outer packets (ip-link(8), {@code df}). */
    public enum Df {
      UNSET,
      SET,
      INHERIT
    }

    @Override
    public String kind() {
      return "vxlan";
    }
  }

  /**
   * One end of IPv4 inside IPv4 (RFC 2003, net/ipv4/ipip.c): it takes packets, no frames, and has
   * no hardware address.
   *
   * @param local outer source address, chosen by the route if absent
   * @param remote other end; if absent, the next hop of each packet
   * @param discovers true if DF is set on all outer packets ({@code pmtudisc}); else it is that of
   *     the packet inside
   */
  record Ipip(@Nullable Ip local, @Nullable Ip remote, boolean discovers) implements Link {
    /** Octets that go round an inner packet: an IPv4 header. */
    public static final int OVERHEAD = 20;

    /** The device that the module makes in each namespace, for whatever no other one takes. */
    public static final Ipip FALLBACK = new Ipip(null, null, false);

    @Override
    public String kind() {
      return "ipip";
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
