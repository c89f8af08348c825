package dev.podlane.kernel;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Tables of nftables at random, whose chains stand before, among and behind those of iptables. */
final class RandomNft {
  private static final List<String> CONDITIONS =
      List.of(
          "ct state new",
          "ct state established,related",
          "ct state { new, untracked }",
          "ct direction reply",
          "ct status dnat",
          "iifname \"eth0\"",
          "iifname \"cbr*\"",
          "oifname { \"eth0\", \"lo\" }",
          "ip saddr 10.100.0.0/24",
          "ip saddr != 10.1.0.0/24",
          "ip daddr @nets",
          "ip saddr != @nets",
          "fib daddr type local",
          "fib saddr type != local",
          "meta mark & 0x3 == 0x1",
          "meta mark 0x2",
          "ct mark 0x5",
          "ip ttl < 63",
          "ip length > 100",
          "ip saddr 10.100.0.1-10.100.0.3",
          "meta length < 60");

  /** Of which a rule can have but one, as no packet is of two protocols. */
  private static final List<String> TRANSPORT =
      List.of(
          "tcp dport 80",
          "udp dport { 53, 54 }",
          "tcp dport 1-1024",
          "meta l4proto icmp",
          "meta l4proto { tcp, udp } th dport { 80, 53 }",
          "icmp type echo-request",
          "ip daddr . tcp dport @ends",
          "meta l4proto . th dport { tcp . 80, udp . 53 }",
          "tcp flags syn / syn,ack",
          "tcp flags & (syn|rst) == syn");

  private static final List<String> ENDS =
      List.of(
          "drop",
          "accept",
          "accept",
          "return",
          "jump other",
          "goto other",
          "reject",
          "reject with icmp host-unreachable",
          "reject with icmp admin-prohibited",
          "meta mark set meta mark | 0x1",
          "meta mark set 0x2",
          "ct mark set 0x5",
          "counter",
          "ip daddr vmap @ways",
          "meta l4proto vmap { tcp : continue, udp : drop, icmp : accept }",
          "tcp dport vmap { 80 : jump other, 81-90 : drop }");
  private static final List<String> PRIORITIES =
      List.of("-310", "raw", "-250", "-160", "mangle", "-120", "-10", "filter", "10", "security");

  private static final List<String> REJECTING = List.of("input", "forward", "output");

  /** Hooks where the way back can be asked, since the packet came in by a device. */
  private static final List<String> WAY_BACK = List.of("prerouting", "input", "forward");

  private RandomNft() {}

  /** A table that filters, and one that translates if there is a service to translate. */
  static List<String> table(Random random, String someone, List<String> services) {
    String family = random.nextBoolean() ? "ip" : "inet";
    List<String> lines = new ArrayList<>();
    lines.add("table " + family + " among {");
    lines.add(
        "set nets { type ipv4_addr; flags interval; elements = { 10.100.0.0/14, 192.0.2.1 }; }");
    lines.add("set ends { type ipv4_addr . inet_service; elements = { " + someone + " . 80 }; }");
    lines.add(
        "map ways { type ipv4_addr : verdict; flags interval; elements = { "
            + someone
            + " : jump other, 10.96.0.0/24 : continue }; }");
    lines.add("chain other {");
    rules(random, someone, lines, "");
    lines.add("}");
    int chains = 1 + random.nextInt(3);
    for (int chain = 0; chain < chains; chain++) {
      String hook =
          any(
              random,
              List.of("prerouting", "input", "forward", "forward", "output", "postrouting"));
      String priority = any(random, PRIORITIES);
      String policy = random.nextInt(12) == 0 ? "drop" : "accept";
      lines.add("chain c" + chain + " {");
      lines.add("type filter hook " + hook + " priority " + priority + "; policy " + policy + ";");
      rules(random, someone, lines, hook);
      lines.add("}");
    }
    if (random.nextBoolean()) {
      translation(random, someone, services, family, lines);
    }
    lines.add("}");
    return lines;
  }

  private static void translation(
      Random random, String someone, List<String> services, String family, List<String> lines) {
    String service = "10.96.1." + (1 + services.size());
    services.add(service);
    String to = family.equals("inet") ? "dnat ip to " : "dnat to ";
    for (String hook : List.of("prerouting", "output")) {
      lines.add("chain nat-" + hook + " {");
      lines.add(
          "type nat hook "
              + hook
              + " priority "
              + any(random, List.of("-100", "-110", "-5"))
              + ";");
      lines.add("ip daddr " + service + " tcp dport 80 " + to + someone + ":80");
      lines.add(
          "ip daddr "
              + service
              + " meta l4proto udp dnat ip to numgen random mod 1 map { 0 : "
              + someone
              + " . 53 }");
      lines.add("}");
    }
    if (random.nextBoolean()) {
      lines.add("chain nat-postrouting {");
      lines.add("type nat hook postrouting priority srcnat;");
      lines.add("ip saddr 10.100.0.0/14 oifname != { \"cbr0\", \"lo\" } masquerade");
      lines.add("}");
    }
  }

  private static void rules(Random random, String someone, List<String> lines, String hook) {
    int count = 1 + random.nextInt(3);
    for (int rule = 0; rule < count; rule++) {
      StringBuilder line = new StringBuilder();
      boolean hasTransport = random.nextInt(3) == 0;
      if (hasTransport) {
        line.append(any(random, TRANSPORT)).append(' ');
      }
      int conditions = random.nextInt(2);
      for (int at = 0; at < conditions; at++) {
        boolean knowsWayBack = WAY_BACK.contains(hook) && random.nextInt(6) == 0;
        String own = random.nextInt(4) == 0 ? "ip daddr " + someone : any(random, CONDITIONS);
        line.append(knowsWayBack ? "fib saddr . iif oif missing" : own).append(' ');
      }
      String end = any(random, ENDS);
      boolean leads = end.contains("other") || end.contains("@ways");
      boolean rejects = end.startsWith("reject");
      boolean asks = end.startsWith("tcp dport vmap") && hasTransport;
      boolean fits = !asks && !(leads && hook.isEmpty()) && !(rejects && !REJECTING.contains(hook));
      line.append(fits ? end : rejects ? "drop" : "accept");
      lines.add(line.toString());
    }
  }

  private static String any(Random random, List<String> all) {
    return all.get(random.nextInt(all.size()));
  }
}
