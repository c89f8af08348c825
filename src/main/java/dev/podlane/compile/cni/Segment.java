package dev.podlane.compile.cni;

import dev.podlane.compile.wire.DeviceNames;
import dev.podlane.compile.wire.PortNumbers;
import dev.podlane.compile.wire.Wire;
import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Prefix;
import dev.podlane.net.link.Device;
import dev.podlane.net.link.DeviceRef;
import dev.podlane.net.ns.Addressing;
import dev.podlane.net.ns.NetworkNamespace;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A network that machines share while it is built: a switch with a port for each NIC. */
public final class Segment {
  /** Name of a station's NIC, unless it has several. */
  public static final String NIC = "eth0";

  /** Name of the switch's bridge. */
  public static final String BRIDGE = "br";

  /** The bridge comes after lo. */
  private static final int BRIDGE_INDEX = 2;

  private final String name;
  private final int mtu;
  private final long identity;
  private final PortNumbers numbers;
  private final DeviceNames names = new DeviceNames();
  private final Map<String, DeviceRef> stations = new LinkedHashMap<>();
  private final List<Device> ports = new ArrayList<>();

  /**
   * A switch without stations.
   *
   * @param name name of its namespace
   * @param mtu of every device, in octets
   * @param block addresses of its stations; null if it is not known
   * @param identity of its bridge
   */
  public Segment(String name, int mtu, @Nullable Prefix block, long identity) {
    this.name = name;
    this.mtu = mtu;
    this.identity = identity;
    this.numbers = new PortNumbers(BRIDGE_INDEX, block);
  }

  /** Name of the switch's namespace. */
  public String name() {
    return name;
  }

  /**
   * Plugs a station in.
   *
   * @param nic its device
   * @param identity of the wire
   * @param address by which the port is numbered; null if it has none
   */
  public Wire plug(DeviceRef nic, long identity, @Nullable Ip address) {
    String port = names.port(nic.namespace());
    Wire wire = wire(port, nic, identity);
    stations.put(port, nic);
    ports.add(wire.outerEnd(BRIDGE, numbers.next(address), false));
    return wire;
  }

  /** The wire of a station that is plugged into this port. */
  public Wire wire(String port, DeviceRef nic, long wireIdentity) {
    return new Wire(new DeviceRef(name, port), nic, wireIdentity, mtu);
  }

  /** The NICs by the name of their port, in the order they were plugged in. */
  public Map<String, DeviceRef> stations() {
    return Collections.unmodifiableMap(stations);
  }

  /** The switch without its ports. */
  public NetworkNamespace bare() {
    NetworkNamespace empty = Addressing.up(NetworkNamespace.created(name, true), "lo");
    return empty
        .withSysctls(empty.sysctls().with("net/bridge/bridge-nf-call-iptables", "0"))
        .with(Wire.bridge(BRIDGE, BRIDGE_INDEX, mtu, identity));
  }

  /** The switch. */
  public NetworkNamespace build() {
    return bare().withAll(ports);
  }
}
