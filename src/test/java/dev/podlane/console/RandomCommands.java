package dev.podlane.console;

import java.util.List;
import java.util.Random;

/** Commands that make sense, most of them. */
final class RandomCommands {
  static final List<String> SETTINGS =
      List.of(
          "net.ipv4.ip_forward",
          "net.ipv4.conf.all.rp_filter",
          "net.ipv4.conf.eth0.rp_filter",
          "net.ipv4.conf.eth0.send_redirects");
  private static final List<String> DEVICES = List.of("cbr0", "eth0", "veth1", "veth2", "d1");
  private static final List<String> TYPES =
      List.of("blackhole", "unreachable", "prohibit", "throw");

  private final Random random;

  RandomCommands(Random random) {
    this.random = random;
  }

  String next() {
    return switch (random.nextInt(17)) {
      case 0, 1, 2 -> address();
      case 3 -> random.nextInt(4) == 0 ? "ip addr flush dev " + device() : address();
      case 4 -> "ip link set " + device() + " up";
      case 5 -> random.nextInt(3) == 0 ? "ip link set " + device() + " down" : route("add");
      case 6 -> "ip link set " + device() + " mtu " + (1280 + random.nextInt(5));
      case 7 -> "ip link set " + device() + (random.nextBoolean() ? " master cbr0" : " nomaster");
      case 8 -> "ip neigh replace " + host() + " lladdr " + mac() + " dev " + device();
      case 9 -> "sysctl -qw " + SETTINGS.get(random.nextInt(SETTINGS.size())) + "=" + bit();
      case 10 -> route(random.nextBoolean() ? "replace" : "append");
      case 11 -> route("del");
      case 14, 15 -> rule();
      case 16 -> random.nextInt(4) == 0 ? flush() : rule();
      default -> route("add");
    };
  }

  private String route(String verb) {
    String table = random.nextInt(3) == 0 ? " table " + table() : "";
    return "ip route " + verb + " " + way() + table;
  }

  private String way() {
    String metric = random.nextInt(3) == 0 ? " metric " + random.nextInt(4) : "";
    String protocol = random.nextInt(3) == 0 ? " proto static" : "";
    String to = random.nextInt(6) == 0 ? "default" : "10." + (7 + random.nextInt(3)) + ".0.0/16";
    if (random.nextInt(4) == 0) {
      String type = TYPES.get(random.nextInt(TYPES.size()));
      return type + " " + to + metric + protocol;
    }
    String onlink = random.nextInt(4) == 0 ? " dev " + device() + " onlink" : "";
    String way =
        random.nextInt(3) == 0 && !to.equals("default")
            ? " dev " + device()
            : " via " + host() + onlink;
    return to + way + metric + protocol;
  }

  private int table() {
    return 100 + random.nextInt(3);
  }

  private String flush() {
    return random.nextBoolean()
        ? "ip rule flush table " + table()
        : "ip route flush table " + table();
  }

  /**
   * A rule that says by itself where it stands: one of priority 0 could not be told from others.
   */
  private String rule() {
    StringBuilder rule = new StringBuilder(" pref " + (1 + random.nextInt(40)));
    rule.append(random.nextInt(8) == 0 ? " not" : "");
    rule.append(random.nextInt(2) == 0 ? " from 10." + random.nextInt(3) + ".0.0/16" : "");
    rule.append(random.nextInt(3) == 0 ? " to " + host() : "");
    rule.append(random.nextInt(4) == 0 ? " iif " + device() : "");
    rule.append(random.nextInt(6) == 0 ? " oif " + device() : "");
    rule.append(random.nextInt(4) == 0 ? " fwmark 0x" + random.nextInt(9) + "/0xf" : "");
    rule.append(random.nextInt(5) == 0 ? " ipproto tcp dport " + (80 + random.nextInt(3)) : "");
    rule.append(random.nextInt(8) == 0 ? " sport 1000-" + (2000 + random.nextInt(9)) : "");
    rule.append(random.nextInt(8) == 0 ? " proto static" : "");
    String action =
        switch (random.nextInt(6)) {
          case 0 -> " " + TYPES.get(random.nextInt(3));
          case 1 -> " lookup main suppress_prefixlength " + random.nextInt(17);
          case 2 -> random.nextBoolean() ? " goto " + (1 + random.nextInt(50)) : " nop";
          default -> " lookup " + table();
        };
    boolean adds = random.nextInt(5) != 0;
    return adds ? "ip rule add" + rule + action : "ip rule del pref " + (1 + random.nextInt(40));
  }

  private String device() {
    return DEVICES.get(random.nextInt(DEVICES.size()));
  }

  /** A neighbour, never an address of this host. */
  private String host() {
    return "10."
        + random.nextInt(DEVICES.size())
        + "."
        + random.nextInt(2)
        + "."
        + (9 + random.nextInt(4));
  }

  /**
   * Each device has subnets of its own and each address one length: nothing prints which of two
   * equal routes came first. No single address is deleted: that can leave routes through gateways
   * that Linux would not take again.
   */
  private String address() {
    int device = random.nextInt(DEVICES.size());
    int subnet = random.nextInt(2);
    int host = 1 + random.nextInt(4);
    int length = subnet == 0 ? 24 : host == 4 ? 32 : 25;
    String address = "10." + device + "." + subnet + "." + host + "/" + length;
    return "ip addr add " + address + " dev " + DEVICES.get(device);
  }

  private String mac() {
    return "02:00:00:00:00:1" + random.nextInt(10);
  }

  private int bit() {
    return random.nextInt(2);
  }
}
