package dev.podlane.console.iptables;

import dev.podlane.net.filter.Hook;
import dev.podlane.net.filter.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Input of iptables-restore that makes sense, in the many spellings it takes. */
public final class RandomRules {
  private static final int CHAINS = 4;
  private static final int RULES = 25;

  private static final List<String> ADDRESSES =
      List.of(
          "10.0.1.2", "10.0.0.0/16", "192.168.1.7/24", "10.96.0.10/32", "172.17.0.0/255.255.0.0");
  private static final List<String> PORTS = List.of("80", "443", "8000:8080", "1024:", ":53", "0");
  private static final List<String> FLAGS =
      List.of("--syn", "--tcp-flags SYN,ACK,FIN,RST SYN", "--tcp-flags ALL NONE");
  private static final List<String> ICMP =
      List.of("any", "echo-request", "3", "3/4", "host-unreachable", "time-exceeded");
  private static final List<String> MATCHES =
      List.of(
          "-m conntrack %sctstate NEW",
          "-m conntrack %sctstate RELATED,ESTABLISHED",
          "-m conntrack %sctstate DNAT,SNAT,INVALID,UNTRACKED",
          "-m conntrack --ctdir ORIGINAL %sctorigdst 10.96.0.1",
          "-m conntrack --ctorigdstport 80 %sctorigsrc 10.0.0.0/8 --ctdir REPLY",
          "-m state %sstate NEW,INVALID",
          "-m mark %smark 0x4000/0x4000",
          "-m mark %smark 5",
          "-m connmark %smark 1/0xff",
          "-m addrtype %sdst-type LOCAL",
          "-m addrtype --src-type unicast %sdst-type BROADCAST",
          "-m comment --comment plain",
          "-m comment --comment \"default/web:http has \\\"quotes\\\" and 'more', or not\"",
          "-m statistic --mode random %sprobability 0.3333333333",
          "-m statistic --mode random %sprobability .5",
          "-m statistic --mode nth --packet 1 %severy 3",
          "-m physdev --physdev-is-bridged",
          "-m physdev --physdev-in veth+ --physdev-is-bridged",
          "-m limit --limit 10/second --limit-burst 7",
          "-m limit --limit 3/min",
          "-m iprange %ssrc-range 10.0.0.1-10.0.0.9 %sdst-range 10.1.0.0-10.1.0.255",
          "-m length %slength 40:1500",
          "-m ttl --ttl-lt 5",
          "-m ttl %sttl-eq 64",
          "-m dscp %sdscp-class EF",
          "-m tos %stos Minimize-Delay",
          "-m ecn %secn-ip-ect 2",
          "-m pkttype %spkt-type broadcast",
          "-m conntrack %sctproto tcp --ctstatus ASSURED %sctexpire 3:9",
          "-m addrtype %ssrc-type LOCAL,BROADCAST",
          "-m hashlimit --hashlimit-upto 5/min --hashlimit-mode srcip --hashlimit-name h1",
          "-m recent %sset --name r1 --rsource",
          "-m recent %supdate --seconds 60 --hitcount 4 --name r1",
          "-m connlimit --connlimit-above 15",
          "-m connbytes %sconnbytes 10:20 --connbytes-mode bytes --connbytes-dir both",
          "-m quota %squota 1000",
          "-m helper %shelper ftp",
          "-m string %sstring \"a b\" --algo bm",
          "-m time --timestart 08:00 --weekdays Mon,Tue");
  private static final List<String> TARGETS =
      List.of(
          "-j ACCEPT",
          "-j DROP",
          "-j RETURN",
          "",
          "-j MARK --set-mark 7",
          "-j MARK --set-xmark 0x4000/0x4000",
          "-j MARK --or-mark 0x10",
          "-j MARK --and-mark 0xff",
          "-j MARK --xor-mark 3",
          "-j CONNMARK --save-mark",
          "-j CONNMARK --restore-mark --mask 0xff",
          "-j CONNMARK --set-mark 3/7",
          "-j LOG --log-prefix \"a b: \" --log-level debug --log-uid",
          "-j NFLOG --nflog-group 2 --nflog-prefix drop",
          "-j NFLOG --nflog-size 9 --nflog-threshold 2",
          "-j AUDIT --type drop");
  private static final List<String> OF_MANGLE =
      List.of(
          "-j TTL --ttl-dec 1",
          "-j DSCP --set-dscp-class AF11",
          "-j TOS --set-tos 0x1f/0x0f",
          "-j ECN --ecn-ip-ect 1",
          "-j CHECKSUM --checksum-fill");

  private final Random random;

  /** With a seed of its own. */
  public RandomRules(long seed) {
    this.random = new Random(seed);
  }

  /** The lines of all four tables. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    for (Table.Kind kind : Table.Kind.values()) {
      lines.add("*" + kind.text());
      boolean drops = kind == Table.Kind.FILTER && random.nextBoolean();
      lines.add(":" + kind.hooks().get(1) + (drops ? " DROP [0:0]" : " ACCEPT [7:9]"));
      for (int at = 0; at < CHAINS; at++) {
        lines.add(":" + chain(at) + " - [0:0]");
      }
      for (int at = 0; at < RULES; at++) {
        lines.add(rule(kind));
      }
      lines.add("COMMIT");
    }
    return lines;
  }

  private static String chain(int number) {
    return "KUBE-" + (char) ('Z' - number);
  }

  private String rule(Table.Kind kind) {
    List<Hook> hooks = kind.hooks();
    int number = random.nextInt(CHAINS + hooks.size()) - hooks.size();
    String chain = number < 0 ? hooks.get(-1 - number).name() : chain(number);
    StringBuilder rule = new StringBuilder(random.nextInt(9) == 0 ? "-I " : "-A ").append(chain);
    boolean isList = chance(9);
    String more = isList ? "," + of(ADDRESSES) : "";
    add(rule, isList || chance(3) ? (isList ? "" : not()) + "-s " + of(ADDRESSES) + more : "");
    add(rule, chance(3) ? (isList ? "" : not()) + "-d " + of(ADDRESSES) : "");
    add(
        rule,
        chance(5) && !List.of("OUTPUT", "POSTROUTING").contains(chain) ? not() + "-i eth+" : "");
    add(
        rule,
        chance(5) && !List.of("INPUT", "PREROUTING").contains(chain) ? not() + "-o cbr0" : "");
    String protocol = of(List.of("", "", "tcp", "6", "udp", "icmp", "sctp", "89"));
    add(rule, protocol.isEmpty() ? "" : "-p " + protocol);
    int place = random.nextInt(3);
    boolean hasState = false;
    for (int at = 0; at < 3; at++) {
      String match = at == place ? transport(protocol) : chance(2) ? match() : "";
      boolean isState = match.startsWith("-m conntrack");
      add(rule, hasState && isState ? "" : match); // one after the other they are printed as one
      hasState = hasState || isState;
    }
    add(rule, target(kind, chain, number, protocol));
    return rule.toString();
  }

  private String transport(String protocol) {
    return switch (protocol) {
      case "tcp", "6" ->
          of(List.of("", "-m tcp", "")) + ports() + (chance(3) ? " " + not() + of(FLAGS) : "");
      case "udp" -> chance(3) ? "-m multiport " + not() + "--dports 53,8000:8010" : ports();
      case "sctp" -> ports();
      case "icmp" -> chance(2) ? not() + "--icmp-type " + of(ICMP) : "";
      default -> "";
    };
  }

  private String ports() {
    return (chance(2) ? " " + not() + "--dport " + of(PORTS) : "")
        + (chance(4) ? " --sport " + of(PORTS) : "");
  }

  private String match() {
    return of(MATCHES).replace("%s", not() + "--");
  }

  private String target(Table.Kind kind, String chain, int number, String protocol) {
    boolean hasPorts = List.of("tcp", "6", "udp", "sctp").contains(protocol);
    if (chance(3)) {
      int next = Math.max(number, -1) + 1 + random.nextInt(CHAINS);
      return next < CHAINS ? (chance(4) ? "-g " : "-j ") + chain(next) : "-j RETURN";
    }
    if (kind == Table.Kind.FILTER && chance(3)) {
      return protocol.equals("tcp")
          ? "-j REJECT --reject-with tcp-rst"
          : "-j REJECT"
              + of(List.of("", " --reject-with admin-prohib", " --reject-with host-unreach"));
    }
    if (kind == Table.Kind.RAW && chance(3)) {
      return of(List.of("-j NOTRACK", "-j CT --notrack"));
    }
    if (kind == Table.Kind.MANGLE && protocol.equals("tcp") && chance(3)) {
      return "-j TCPMSS --set-mss 1400";
    }
    if (kind == Table.Kind.MANGLE && chance(3)) {
      return of(OF_MANGLE);
    }
    boolean isDestination = List.of("PREROUTING", "OUTPUT").contains(chain);
    if (kind == Table.Kind.NAT && isDestination && chance(2)) {
      return hasPorts
          ? of(
              List.of(
                  "-j DNAT --to-destination 10.0.1.2:80",
                  "-j DNAT --persistent --to-destination 10.0.1.2-10.0.1.5:80-90 --random",
                  "-j REDIRECT --to-ports 8080"))
          : of(List.of("-j DNAT --to-destination 10.0.1.2", "-j REDIRECT"));
    }
    if (kind == Table.Kind.NAT && chain.equals("POSTROUTING") && chance(2)) {
      return hasPorts
          ? of(
              List.of(
                  "-j MASQUERADE --to-ports 1024-65535 --random-fully",
                  "-j SNAT --to-source 10.9.9.9:1024-2048 --persistent"))
          : of(List.of("-j MASQUERADE", "-j SNAT --to-source 10.9.9.1-10.9.9.4 --random"));
    }
    String target = of(TARGETS);
    return kind == Table.Kind.NAT && target.equals("-j DROP") ? "-j ACCEPT" : target;
  }

  private boolean chance(int ofSoMany) {
    return random.nextInt(ofSoMany) == 0;
  }

  private String not() {
    return chance(4) ? "! " : "";
  }

  private String of(List<String> words) {
    return words.get(random.nextInt(words.size()));
  }

  private static void add(StringBuilder rule, String words) {
    rule.append(words.isEmpty() ? "" : " ").append(words.strip());
  }
}
