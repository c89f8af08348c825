package dev.podlane.compile.cni;

import dev.podlane.net.addr.InterfaceAddress;
import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Prefix;
import dev.podlane.net.link.Device;
import dev.podlane.net.link.DeviceRef;
import dev.podlane.net.ns.Addressing;
import dev.podlane.net.ns.NetworkNamespace;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The private network of the nodes while it is built: a switch with a port for each NIC. */
public final class Segment {
  /** Name of every station's NIC. */
  public static final String NIC = "eth0";

  private static final String BRIDGE = "br";

  private final Prefix cidr;
  private final Bridge bridge;
  private final DeviceNames names = new DeviceNames();
  private final Map<String, String> stations = new LinkedHashMap<>();

  /**
   * A switch without stations.
   *
   * @param name name of its namespace
   * @param cidr addresses of the stations
   * @param mtu of every device, in octets
   * @param number of the namespace, unique in the network
   */
  public Segment(String name, Prefix cidr, int mtu, int number) {
    NetworkNamespace empty = Addressing.up(NetworkNamespace.created(name, true), "lo");
    this.cidr = cidr;
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
  public NetworkNamespace plug(NetworkNamespace station, int number, @Nullable Ip address) {
    String port = names.port(station.name());
    stations.put(port, station.name());
    Device nic = bridge.plug(port, new DeviceRef(station.name(), NIC), number);
    NetworkNamespace now = station.with(nic);
    return address == null
        ? now
        : Addressing.add(now, NIC, new InterfaceAddress(address, cidr.length()));
  }

  /** The stations by the name of their port, in the order they were plugged in. */
  public Map<String, String> stations() {
    return Collections.unmodifiableMap(stations);
  }

  /** The switch. */
  public NetworkNamespace build() {
    return bridge.build(bridge.namespace());
  }
}
