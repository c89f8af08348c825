package dev.podlane.kernel;

import dev.podlane.net.link.Device;
import dev.podlane.net.link.DeviceRef;
import dev.podlane.net.link.Link;
import dev.podlane.net.ns.Network;
import dev.podlane.net.ns.NetworkNamespace;
import dev.podlane.net.route.Route;
import dev.podlane.net.route.RouteType;
import dev.podlane.tools.Command;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * A network built on the kernel this runs on, in namespaces of its own that go away with it.
 * Nothing outside them is touched, and no device in them leads out.
 */
final class KernelNetwork implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofSeconds(30);

  private final Map<String, String> names = new LinkedHashMap<>();

  private KernelNetwork(Network network) {
    String prefix = "podlane-" + ProcessHandle.current().pid() + "-" + System.nanoTime() % 100_000;
    network.namespaces().keySet().forEach(name -> names.put(name, prefix + "-" + names.size()));
  }

  /**
   * Builds a network.
   *
   * @throws IOException if the kernel refuses; nothing is left behind then
   */
  static KernelNetwork build(Network network) throws IOException {
    KernelNetwork built = new KernelNetwork(network);
    try {
      run(built.script(network));
      return built;
    } catch (IOException | RuntimeException failed) {
      built.close();
      throw failed;
    }
  }

  /** Whether namespaces can be made here; what is said if not. */
  static String refusal() throws IOException {
    String name = "podlane-" + ProcessHandle.current().pid() + "-try";
    String script = "ip netns add " + name + " && ip -n " + name + " link add name br0 type bridge";
    Command command = shell(script + "; s=$?; ip netns del " + name + "; exit $s");
    return command.exit() == 0 ? "" : command.output();
  }

  /** Names in /run/netns by the network's own. */
  Map<String, String> names() {
    return Collections.unmodifiableMap(names);
  }

  @Override
  public void close() throws IOException {
    StringBuilder script = new StringBuilder();
    names
        .values()
        .forEach(
            name ->
                script
                    .append("[ ! -e /run/netns/" + name + " ] || ip netns del " + name)
                    .append('\n'));
    shell(script.toString());
  }

  private static void run(String script) throws IOException {
    Command command = shell("set -eu\n" + script);
    if (command.exit() != 0) {
      throw new IOException(command.output() + "\n" + script);
    }
  }

  private static Command shell(String script) throws IOException {
    return Command.run(Path.of(""), LIMIT, List.of("sh", "-c", script));
  }

  private String name(String namespace) {
    return Objects.requireNonNull(names.get(namespace));
  }

  private String script(Network network) {
    StringBuilder script = new StringBuilder(DEFAULTS);
    List<NetworkNamespace> all = List.copyOf(network.namespaces().values());
    all.forEach(ns -> line(script, "ip netns add %s", name(ns.name())));
    for (NetworkNamespace ns : all) {
      line(script, "ip netns exec %s sh -c \"$defaults\"", name(ns.name()));
      ns.sysctls()
          .values()
          .forEach(
              (key, value) ->
                  line(
                      script,
                      "ip netns exec %s sh -c '[ ! -e /proc/sys/%s ] || echo %s >/proc/sys/%s'",
                      name(ns.name()),
                      key,
                      value,
                      key));
      ns.devices().values().forEach(device -> create(script, ns, device));
    }
    all.forEach(ns -> configure(script, ns));
    for (NetworkNamespace ns : all) {
      ns.routes().main().rows().stream()
          .filter(row -> !row.protocol().equals("kernel"))
          .forEach(row -> route(script, ns, row));
    }
    all.forEach(ns -> line(script, "carrier %s", name(ns.name())));
    return script.toString();
  }

  /** Namespaces start with the settings of the first one, so those that count are set. */
  private static final String DEFAULTS =
      """
      defaults='cd /proc/sys/net
      echo 0 >ipv4/ip_forward
      echo 0 >ipv4/conf/all/rp_filter; echo 0 >ipv4/conf/default/rp_filter
      echo 0 0 >ipv4/ping_group_range
      for f in ipv6/conf/*/disable_ipv6; do [ ! -e $f ] || echo 1 >$f; done
      f=bridge/bridge-nf-call-iptables; [ ! -e $f ] || echo 0 >$f'
      carrier() {
        for i in $(seq 500); do
          ip -n $1 -o link show | grep -v 'LOOPBACK' | grep -qv 'state UP' || return 0
        done
        echo "no carrier in $1"; ip -n $1 link show; return 1
      }
      """;

  private void create(StringBuilder script, NetworkNamespace ns, Device device) {
    String in = name(ns.name());
    if (device.link() instanceof Link.Bridge) {
      line(
          script,
          "ip -n %s link add name %s address %s mtu %d type bridge mcast_snooping 0",
          in,
          device.name(),
          device.mac(),
          device.mtu());
    } else if (device.link() instanceof Link.Veth veth) {
      // The end that is met first leaves the other to be told its address when it is met.
      DeviceRef peer = veth.peer();
      line(
          script,
          "ip -n %s link show dev %s >/dev/null 2>&1 || ip link add name %s netns %s type veth peer"
              + " name %s netns %s",
          in,
          device.name(),
          device.name(),
          in,
          peer.device(),
          name(peer.namespace()));
      line(
          script,
          "ip -n %s link set dev %s address %s mtu %d",
          in,
          device.name(),
          device.mac(),
          device.mtu());
    }
  }

  private void configure(StringBuilder script, NetworkNamespace ns) {
    String in = name(ns.name());
    ns.devices().values().stream()
        .filter(device -> device.port() != null)
        .sorted(Comparator.comparingInt(device -> Objects.requireNonNull(device.port()).order()))
        .forEach(
            device ->
                line(
                    script,
                    "ip -n %s link set dev %s master %s",
                    in,
                    device.name(),
                    Objects.requireNonNull(device.port()).bridge()));
    for (Device device : ns.devices().values()) {
      device.addresses().stream()
          .filter(address -> !address.ip().isLoopback())
          .forEach(
              address -> line(script, "ip -n %s addr add %s dev %s", in, address, device.name()));
      line(script, "ip -n %s link set dev %s %s", in, device.name(), device.up() ? "up" : "down");
    }
  }

  private void route(StringBuilder script, NetworkNamespace ns, Route row) {
    String type = row.type() == RouteType.UNICAST ? "" : row.type().text() + " ";
    String via = row.via() == null ? "" : " via " + row.via();
    String device = row.device() == null ? "" : " dev " + row.device();
    line(
        script,
        "ip -n %s route add %s%s%s%s metric %d",
        name(ns.name()),
        type,
        row.destination(),
        via,
        device,
        row.metric());
  }

  private static void line(StringBuilder script, String format, Object... arguments) {
    script.append(String.format(Locale.ROOT, format, arguments)).append('\n');
  }
}
