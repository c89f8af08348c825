package dev.podlane.lab;

import dev.podlane.lab.ScriptText.Raw;
import dev.podlane.net.addr.InterfaceAddress;
import dev.podlane.net.link.Device;
import dev.podlane.net.link.DeviceRef;
import dev.podlane.net.link.Link;
import dev.podlane.net.ns.Addressing;
import dev.podlane.net.ns.Network;
import dev.podlane.net.ns.NetworkNamespace;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** Makes devices, joins and raises them. */
final class DeviceScript {
  private final Network network;
  private final LabNames names;
  private final ScriptText script;
  private final Set<DeviceRef> made = new HashSet<>();

  DeviceScript(Network network, LabNames names, ScriptText script) {
    this.network = network;
    this.names = names;
    this.script = script;
  }

  /** Makes the devices of one namespace that stand alone. */
  void bridges(NetworkNamespace ns) {
    for (Device device : ns.devices().values()) {
      if (device.link() instanceof Link.Bridge) {
        // Snooping would make a bridge with an address send IGMP of its own.
        make(ns, device, "bridge", "mcast_snooping", 0);
      } else if (device.link() instanceof Link.Dummy) {
        make(ns, device, "dummy");
      } else if (device.link() instanceof Link.Unmodelled other) {
        script.comment("not built: " + ns.name() + "/" + device.name() + ", " + other.kind());
      }
    }
  }

  /** Makes the cables of one namespace, both ends at once. */
  void cables(NetworkNamespace ns) {
    for (Device device : ns.devices().values()) {
      if (device.link() instanceof Link.Veth veth) {
        Device peer = network.device(veth.peer()).orElse(null);
        if (peer == null) {
          script.comment("not built, as its peer is gone: " + ns.name() + "/" + device.name());
        } else if (made.add(new DeviceRef(ns.name(), device.name()))) {
          made.add(veth.peer());
          List<Object> words = end(ns.name(), device);
          words.addAll(List.of("type", "veth", "peer"));
          words.addAll(end(veth.peer().namespace(), peer));
          words.addAll(List.of("netns", names.variable(veth.peer().namespace())));
          ip(ns, "link", "add", words);
        }
      }
    }
  }

  /** Makes tunnels, whose underlay must be there before them. */
  void tunnels(NetworkNamespace ns) {
    for (Device device : ns.devices().values()) {
      if (device.link() instanceof Link.Ipip ipip) {
        ipip(ns, device, ipip);
      } else if (device.link() instanceof Link.Vxlan vxlan) {
        List<Object> words = new ArrayList<>(List.of("id", vxlan.vni()));
        option(words, "local", vxlan.local());
        option(words, "remote", vxlan.remote());
        option(words, "dev", vxlan.underlay());
        words.addAll(List.of("dstport", vxlan.port()));
        words.add(vxlan.learning() ? "learning" : "nolearning");
        if (vxlan.df() != Link.Vxlan.Df.UNSET) {
          words.addAll(List.of("df", vxlan.df() == Link.Vxlan.Df.SET ? "set" : "inherit"));
        }
        make(ns, device, "vxlan", words.toArray());
      }
    }
  }

  /** The device without ends is there with the module, in each namespace. */
  private void ipip(NetworkNamespace ns, Device device, Link.Ipip ipip) {
    if (ipip.local() == null && ipip.remote() == null) {
      made.add(new DeviceRef(ns.name(), device.name()));
      ip(ns, "link", "set", List.of("dev", device.name(), "mtu", device.mtu()));
      return;
    }
    List<Object> words = new ArrayList<>();
    option(words, "local", ipip.local());
    option(words, "remote", ipip.remote());
    words.add(ipip.discovers() ? "pmtudisc" : "nopmtudisc");
    make(ns, device, "ipip", words.toArray());
  }

  private void make(NetworkNamespace ns, Device device, String kind, Object... options) {
    List<Object> words = end(ns.name(), device);
    words.addAll(List.of("type", kind));
    words.addAll(List.of(options));
    made.add(new DeviceRef(ns.name(), device.name()));
    ip(ns, "link", "add", words);
  }

  private List<Object> end(String ns, Device device) {
    List<Object> words = new ArrayList<>();
    words.addAll(List.of("name", device.name(), "index", names.index(ns, device.name())));
    words.addAll(List.of("address", device.mac()));
    if (!(device.link() instanceof Link.Bridge)) {
      words.addAll(List.of("mtu", device.mtu())); // bridges get theirs with their ports
    }
    return words;
  }

  private static void option(
      List<Object> words, String name, @org.jspecify.annotations.Nullable Object value) {
    if (value != null) {
      words.addAll(List.of(name, value));
    }
  }

  /** Ports join in the order in which they joined: floods serve the newest first. */
  void ports(NetworkNamespace ns) {
    ns.devices().values().stream()
        .filter(device -> device.port() != null && isMade(ns, device))
        .sorted(Comparator.comparingInt(device -> Objects.requireNonNull(device.port()).order()))
        .forEach(device -> join(ns, device, Objects.requireNonNull(device.port())));
    for (Device device : ns.devices().values()) {
      if (device.link() instanceof Link.Bridge) {
        // Joining ports have lowered it (br_mtu_auto_adjust). An MTU of "link add" would leave the
        // route of bridged packets at 1500 octets (br_change_mtu).
        ip(ns, "link", "set", List.of("dev", device.name(), "mtu", device.mtu()));
      }
    }
  }

  private void join(NetworkNamespace ns, Device device, Device.BridgePort port) {
    ip(ns, "link", "set", List.of("dev", device.name(), "master", port.bridge()));
    if (port.hairpin()) {
      Raw in = names.variable(ns.name());
      script.command("bridge", "-n", in, "link", "set", "dev", device.name(), "hairpin", "on");
    }
  }

  /** Gives addresses and raises. */
  void raise(NetworkNamespace ns) {
    for (Device device : ns.devices().values()) {
      if (device.link() instanceof Link.Loopback) {
        loopback(ns, device);
      } else if (isMade(ns, device)) {
        device.addresses().forEach(address -> address(ns, "add", address, device));
        if (device.up() && !isCut(device)) {
          ip(ns, "link", "set", List.of("dev", device.name(), "up"));
        }
      }
    }
  }

  /**
   * A veth cannot be unplugged: its end without addresses stays down, so the other has no carrier.
   */
  private static boolean isCut(Device device) {
    return device.link() instanceof Link.Veth veth
        && !veth.plugged()
        && device.addresses().isEmpty();
  }

  /** It has an address of its own from when it is raised first. */
  private void loopback(NetworkNamespace ns, Device lo) {
    InterfaceAddress own = Addressing.LOOPBACK;
    ip(ns, "link", "set", List.of("dev", lo.name(), "mtu", lo.mtu(), "up"));
    lo.addresses().stream()
        .filter(address -> !address.equals(own))
        .forEach(address -> address(ns, "add", address, lo));
    if (!lo.addresses().contains(own)) {
      address(ns, "del", own, lo);
    }
    if (!lo.up()) {
      ip(ns, "link", "set", List.of("dev", lo.name(), "down"));
    }
  }

  private void address(NetworkNamespace ns, String verb, InterfaceAddress address, Device device) {
    ip(ns, "addr", verb, List.of(address, "dev", device.name()));
  }

  /** Waits until the kernel knows that cables carry: a port forwards from then on. */
  void await(NetworkNamespace ns) {
    long carrying =
        ns.devices().values().stream()
            .filter(device -> device.link() instanceof Link.Veth && isMade(ns, device))
            .filter(device -> device.up() && network.hasCarrier(device))
            .count();
    if (carrying > 0) {
      script.command("ready", names.variable(ns.name()), carrying);
    }
  }

  boolean isMade(NetworkNamespace ns, Device device) {
    return made.contains(new DeviceRef(ns.name(), device.name()));
  }

  private void ip(NetworkNamespace ns, String object, String verb, List<Object> words) {
    List<Object> all = new ArrayList<>(List.of("ip", "-n", names.variable(ns.name())));
    all.add(object);
    all.add(verb);
    all.addAll(words);
    script.command(all.toArray());
  }
}
