package dev.podlane.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podlane.console.command.Answer;
import dev.podlane.net.addr.InterfaceAddress;
import dev.podlane.net.link.Device;
import dev.podlane.net.ns.Network;
import dev.podlane.net.ns.NetworkNamespace;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Printed state is complete: random commands are run, the state is printed, and running the output
 * in a new network makes the same state.
 */
class PrintedStateTest {
  private static final int COMMANDS = 120;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
  void printingAndReadingBackMakesTheSameState(long seed) {
    RandomCommands commands = new RandomCommands(new Random(seed));
    Network network = TestNetworks.wired();
    int done = 0;
    for (int at = 0; at < COMMANDS; at++) {
      Answer answer = Console.run(network, "host", commands.next());
      done += answer instanceof Answer.Done ? 1 : 0;
      network = answer instanceof Answer.Done it ? it.network() : network;
    }
    assertThat(done).as("commands that were carried out").isGreaterThan(COMMANDS / 3);
    Network again = replay(network, TestNetworks.wired());
    assertThat(shown(again)).isEqualTo(shown(network));
    assertThat(state(again)).isEqualTo(state(network));
  }

  private static String print(Network network, String command) {
    Answer answer = Console.run(network, "host", command);
    assertThat(answer).as(command).isInstanceOf(Answer.Done.class);
    return answer.text();
  }

  private static String shown(Network network) {
    return String.join(
        "\n",
        print(network, "ip addr"),
        print(network, "ip rule"),
        print(network, "ip route show table all"),
        print(network, "ip neigh"));
  }

  private static Network replay(Network from, Network to) {
    Network network = to;
    for (String command : written(from)) {
      Answer answer = Console.run(network, "host", command);
      assertThat(answer).as(command).isInstanceOf(Answer.Done.class);
      network = ((Answer.Done) answer).network();
    }
    return network;
  }

  /** The printed lines, made commands again. */
  private static List<String> written(Network network) {
    List<String> commands = new ArrayList<>();
    List<String> last = new ArrayList<>();
    String device = "";
    for (String line : print(network, "ip addr").lines().toList()) {
      List<String> words = List.of(line.strip().split("[ @]+"));
      if (!line.startsWith(" ")) {
        device = words.get(1).replace(":", "");
        boolean isUp = line.contains(",UP");
        int master = words.indexOf("master");
        int mtu = words.indexOf("mtu");
        String port = master < 0 ? "" : " master " + words.get(master + 1);
        commands.add("ip link set " + device + port);
        commands.add("ip link set " + device + " mtu " + words.get(mtu + 1));
        if (!line.contains("@")) {
          // a bridge follows its ports, so what was set by hand comes after them
          last.add("ip link set " + device + " mtu " + words.get(mtu + 1));
        }
        commands.add("ip link set " + device + (isUp ? " up" : " down"));
      } else if (line.startsWith("    link/ether")) {
        commands.add("ip link set " + device + " address " + words.get(1));
      } else if (line.startsWith("    inet") && !device.equals("lo")) {
        commands.add("ip addr add " + words.get(1) + " dev " + device);
      }
    }
    // main first: gateways of the other tables are looked for there
    String routes = print(network, "ip route") + "\n" + print(network, "ip route show table all");
    for (String line : routes.lines().distinct().toList()) {
      if (!line.contains("proto kernel")) {
        commands.add("ip route append " + line);
      }
    }
    print(network, "ip rule").lines().flatMap(PrintedStateTest::rule).forEach(commands::add);
    print(network, "ip neigh").lines().map(line -> "ip neigh add " + line).forEach(commands::add);
    commands.addAll(last);
    for (String key : RandomCommands.SETTINGS) {
      commands.add("sysctl -qw '" + print(network, "sysctl " + key) + "'");
    }
    return commands;
  }

  /** The kernel's own rules are there already; remarks in brackets are not part of a rule. */
  private static Stream<String> rule(String line) {
    int colon = line.indexOf(':');
    boolean isOwn = List.of("0", "32766", "32767").contains(line.substring(0, colon));
    String words = line.substring(colon + 1).strip().replaceAll(" ?\\[[a-z]+]", "");
    return isOwn
        ? Stream.empty()
        : Stream.of("ip rule add pref " + line.substring(0, colon) + " " + words);
  }

  /** The namespace without the order in which ports joined, which nothing prints. */
  private static Map<String, String> state(Network network) {
    NetworkNamespace host = network.namespace("host").orElseThrow();
    Map<String, String> state = new TreeMap<>();
    for (Device device : host.devices().values()) {
      List<InterfaceAddress> addresses = device.addresses();
      Device.BridgePort port = device.port();
      state.put(
          device.name(),
          List.of(device.mac(), device.mtu(), device.up(), addresses, device.link())
              + (port == null ? "" : port.bridge()));
    }
    state.put("(rules)", host.routes().rules().toString());
    // tables stay when their last route goes, and an empty one prints nothing
    host.routes().tables().stream()
        .filter(table -> !table.rows().isEmpty())
        .forEach(table -> state.put("(table) " + table.name(), table.rows().toString()));
    state.put("(neighbours)", host.neighbours().toString());
    return state;
  }
}
