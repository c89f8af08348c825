package dev.podlane.kernel;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Netfilter rules at random, as iptables-restore reads them. */
final class RandomFilters {
  private static final List<String> MATCHES =
      List.of(
          "-p tcp -m tcp --dport 80",
          "-p udp -m udp --dport 53",
          "-p icmp",
          "-m conntrack --ctstate NEW",
          "-m conntrack --ctstate ESTABLISHED,RELATED",
          "-i eth0",
          "-i cbr0",
          "-s 10.100.0.0/24",
          "! -s 10.1.0.0/24",
          "-m addrtype --dst-type LOCAL");
  private static final List<String> ENDS =
      List.of(
          "DROP",
          "ACCEPT",
          "RETURN",
          "REJECT",
          "REJECT --reject-with icmp-admin-prohibited",
          "REJECT --reject-with icmp-host-unreachable");

  private static final List<String> OF_SETS =
      List.of(
          "-m set --match-set hosts src",
          "-m set --match-set hosts dst",
          "-m set ! --match-set nets src",
          "-m set --match-set nets dst",
          "-m set --match-set ports dst,dst");

  private RandomFilters() {}

  /** Sets that rules may ask. */
  static List<String> sets(String someone, String other) {
    return List.of(
        "create hosts hash:ip",
        "add hosts " + someone,
        "create nets hash:net",
        "add nets 10.100.0.0/14",
        "add nets 10.101.0.0/24 nomatch",
        "create ports hash:ip,port",
        "add ports " + other + ",tcp:80",
        "add ports " + someone + ",udp:53");
  }

  static List<String> filter(
      Random random, String someone, boolean asksSets, boolean hasExtensions) {
    List<String> lines = new ArrayList<>();
    lines.add("*filter");
    for (String chain : List.of("INPUT", "FORWARD", "OUTPUT")) {
      lines.add(":" + chain + (random.nextInt(12) == 0 ? " DROP" : " ACCEPT") + " [0:0]");
    }
    int rules = 1 + random.nextInt(3);
    for (int rule = 0; rule < rules; rule++) {
      String chain = any(random, List.of("INPUT", "FORWARD", "FORWARD", "OUTPUT"));
      boolean ofSets = asksSets && random.nextBoolean();
      String own = random.nextInt(4) == 0 ? "-d " + someone + "/32" : any(random, MATCHES);
      String match = ofSets ? any(random, OF_SETS) : own;
      if (hasExtensions && random.nextBoolean()) {
        match = RandomExtensions.match(random, chain);
      }
      boolean fits = !chain.equals("OUTPUT") || !match.startsWith("-i");
      lines.add(
          "-A " + chain + (fits ? " " + match : "") + " -j " + end(random, fits ? match : ""));
    }
    lines.add("COMMIT");
    return lines;
  }

  /** A service before someone, and others' addresses hidden. */
  static List<String> nat(Random random, String someone, List<String> services) {
    List<String> lines = new ArrayList<>(List.of("*nat"));
    String service = "10.96.0." + (1 + services.size());
    services.add(service);
    for (String chain : List.of("PREROUTING", "OUTPUT")) {
      lines.add(
          "-A %s -d %s/32 -p tcp -m tcp --dport 80 -j DNAT --to-destination %s:80"
              .formatted(chain, service, someone));
      lines.add(
          "-A %s -d %s/32 -p udp -m udp --dport 53 -j DNAT --to-destination %s:53"
              .formatted(chain, service, someone));
    }
    if (random.nextBoolean()) {
      lines.add("-A POSTROUTING -s 10.100.0.0/14 ! -o cbr0 -j MASQUERADE");
    }
    if (random.nextInt(3) == 0) {
      // over lo the address would be that of whichever device the lab happens to make first
      lines.add("-A POSTROUTING -d " + someone + "/32 ! -o lo -j MASQUERADE");
    }
    lines.add("COMMIT");
    return lines;
  }

  private static String end(Random random, String match) {
    boolean resets = match.startsWith("-p tcp") && random.nextInt(3) == 0;
    return resets ? "REJECT --reject-with tcp-reset" : any(random, ENDS);
  }

  private static String any(Random random, List<String> all) {
    return all.get(random.nextInt(all.size()));
  }
}
