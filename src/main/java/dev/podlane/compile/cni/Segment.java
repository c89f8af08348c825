package dev.podlane.compile.cni;

import dev.podlane.compile.wire.Bridge;
import dev.podlane.compile.wire.DeviceNames;
import dev.podlane.net.addr.InterfaceAddress;
import dev.podlane.net.link.Device;
import dev.podlane.net.link.DeviceRef;
import dev.podlane.net.ns.Addressing;
import dev.podlane.net.ns.NetworkNamespace;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A network that machines share while it is built: a switch with a port for each NIC. */
public final class Segment {
  /** Name of a station's NIC, unless it has several. */
  public static final String NIC = "eth0";

  private static final String BRIDGE = "br";

  private final Bridge bridge;
  private final DeviceNames names = new DeviceNames();
  private final Map<String, DeviceRef> stations = new LinkedHashMap<>();

  /**
   * A switch without stations.
   *
   * @param name name of its namespace
   * @param mtu of every device, in octets
   * @param number of the namespace, unique in the network
   */
  public Segment(String name, int mtu, int number) {
    NetworkNamespace empty = Addressing.up(NetworkNamespace.created(name, true), "lo");
    this.bridge =
        Bridge.in(
            empty.withSysctls(empty.sysctls().with("net/bridge/bridge-nf-call-iptables", "0")),
            BRIDGE,
            mtu,
            number);
  }

  /**
   * Gives a station its NIC.
   *
   * @param station a namespace with nothing but lo
   * @param number of that namespace
   * @param address null for a NIC without one
   */
  public NetworkNamespace plug(
      NetworkNamespace station, int number, @Nullable InterfaceAddress address) {
    return plug(station, NIC, number, address);
  }

  /**
   * Gives a station one more NIC.
   *
   * @param station a namespace without a device of that name
   * @param name of the NIC
   * @param number of the wire, unique in the network
   * @param address null for a NIC without one
   */
  public NetworkNamespace plug(
      NetworkNamespace station, String name, int number, @Nullable InterfaceAddress address) {
    String port = names.port(station.name());
    DeviceRef inner = new DeviceRef(station.name(), name);
    stations.put(port, inner);
    Device nic = bridge.plug(port, inner, number, station.devices().size() + 1);
    NetworkNamespace now = station.with(nic);
    return address == null ? now : Addressing.add(now, name, address);
  }

  /** The NICs by the name of their port, in the order they were plugged in. */
  public Map<String, DeviceRef> stations() {
    return Collections.unmodifiableMap(stations);
  }

  /** The switch. */
  public NetworkNamespace build() {
    return bridge.build(bridge.namespace());
  }
}
