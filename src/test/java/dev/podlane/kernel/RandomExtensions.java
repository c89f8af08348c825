package dev.podlane.kernel;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Matches and targets of extensions at random, as iptables-restore reads them. */
final class RandomExtensions {
  private static final List<String> MATCHES =
      List.of(
          "-m iprange --src-range 10.0.0.1-10.100.0.9",
          "-m iprange ! --dst-range 10.100.0.1-10.101.0.3",
          "-m length --length 0:84",
          "-m length ! --length 60",
          "-m ttl --ttl-lt 63",
          "-m ttl --ttl-gt 62",
          "-m ttl ! --ttl-eq 64",
          "-m dscp --dscp 0x30",
          "-m dscp ! --dscp-class CS0",
          "-m tos --tos 0x04/0x1c",
          "-m ecn --ecn-ip-ect 0",
          "-m addrtype --dst-type LOCAL,BROADCAST",
          "-m addrtype --src-type ANYCAST",
          "-m conntrack --ctproto 6",
          "-m conntrack ! --ctproto icmp",
          "-m conntrack --ctstatus SEEN_REPLY",
          "-m conntrack --ctstatus ASSURED,CONFIRMED",
          "-m conntrack --ctreplsrc 10.100.0.0/14",
          "-m conntrack --ctrepldstport 1024:",
          "-m helper --helper ftp",
          "-p tcp -m tcpmss --mss 0:1400",
          "-p tcp -m tcpmss ! --mss 1460");

  /**
   * Those that read octets: of the header, of ports, of the data of a ping, of what an error
   * quotes.
   */
  private static final List<String> OCTETS =
      List.of(
          "-m u32 --u32 \"6&0xff=0x1,0x11\"",
          "-m u32 --u32 \"0&0xffff=60:100\"",
          "-m u32 ! --u32 \"8>>24=61:63\"",
          "-m u32 --u32 \"6&0xff=1&&0>>22&0x3c@0>>24=8\"",
          "-m u32 --u32 \"6&0xff=6&&0>>22&0x3c@12>>16&0x12=0x10,0x12\"",
          "-m u32 --u32 \"6&0xff=1&&0>>22&0x3c@0>>24=3,11&&0>>22&0x3c@14&0xff=6,17\"",
          "-m u32 --u32 \"12&0xff000000=0xa000000&&16&0xff=1:3\"",
          "-m bpf --bytecode \"4,48 0 0 9,21 0 1 6,6 0 0 1,6 0 0 0\"",
          "-m bpf --bytecode \"4,128 0 0 0,37 0 1 84,6 0 0 1,6 0 0 0\"",
          // port 80; of fragments only the first has one
          "-m bpf --bytecode \"10,48 0 0 9,21 1 0 6,21 0 6 17,40 0 0 6,69 4 0 8191,177 0 0 0,"
              + "72 0 0 2,21 0 1 80,6 0 0 1,6 0 0 0\"",
          "-m bpf --bytecode \"4,48 0 0 8,53 0 1 63,6 0 0 0,6 0 0 65535\"",
          "-m string --hex-string \"|0a64|\" --algo bm --from 12 --to 20",
          "-m string --hex-string \"|0a01|\" --algo kmp --from 12 --to 14",
          "-m string ! --hex-string \"|4500|\" --algo bm --to 2",
          // type and code of a ping; in a datagram of VXLAN there stands a port that is drawn
          "-p icmp -m string --hex-string \"|0800|\" --algo kmp --from 20 --to 22",
          // octets of pings are known, those that an error quotes are not
          "-p icmp -m icmp --icmp-type 8 -m string --string \"0123456789\" --algo bm",
          "-p icmp -m icmp --icmp-type 8 -m string --string \"%&'()*+\" --algo kmp");

  /** Those about sockets, of what comes in. */
  private static final List<String> SOCKETS =
      List.of("-m socket", "-m socket --nowildcard", "-m socket --transparent");

  /** Those about the program, of what goes out. */
  private static final List<String> PROGRAMS =
      List.of("-m cgroup --cgroup 0", "-m cgroup ! --cgroup 0", "-m cgroup --cgroup 7");

  /** Those that remember packets. */
  private static final List<String> REMEMBERING =
      List.of(
          "-m connbytes --connbytes 2 --connbytes-mode packets --connbytes-dir both",
          "-m connbytes --connbytes 0:60 --connbytes-mode bytes --connbytes-dir original",
          "-m connbytes ! --connbytes 70 --connbytes-mode avgpkt --connbytes-dir both",
          "-m connlimit --connlimit-above 1 --connlimit-mask 0",
          "-m connlimit --connlimit-upto 1 --connlimit-mask 8 --connlimit-daddr",
          "-m limit --limit 1/min --limit-burst 2",
          "-m limit --limit 1/hour",
          "-m hashlimit --hashlimit-upto 1/hour --hashlimit-burst 1 --hashlimit-mode srcip"
              + " --hashlimit-name one",
          "-m hashlimit --hashlimit-above 1/hour --hashlimit-burst 2 --hashlimit-mode dstip"
              + " --hashlimit-name two --hashlimit-dstmask 16",
          "-m hashlimit --hashlimit-upto 1kb/s --hashlimit-mode dstip --hashlimit-name three",
          "-m hashlimit --hashlimit-above 64b/s --hashlimit-burst 500b"
              + " --hashlimit-mode srcip,dstip --hashlimit-name four",
          "-m connlimit --connlimit-above 2 --connlimit-mask 16",
          "-m recent --set --name seen",
          "-m recent --rcheck --seconds 600 --hitcount 2 --name seen",
          "-m recent --update --name seen --rdest",
          "-m recent ! --rcheck --name other",
          "-m recent --set --name other --mask 255.0.0.0",
          "-m recent --remove --name seen",
          "-m quota --quota 200",
          "-m quota ! --quota 100");

  private static final List<String> ARRIVING =
      List.of(
          "-m pkttype --pkt-type unicast",
          "-m mac ! --mac-source 02:00:00:00:00:01",
          "-m policy --dir in --pol none",
          "-m policy --dir in --pol ipsec",
          "-m devgroup --src-group 0");
  private static final List<String> EFFECTS =
      List.of(
          "TTL --ttl-set 3",
          "TTL --ttl-dec 1",
          "TTL --ttl-inc 2",
          "DSCP --set-dscp 0x30",
          "TOS --set-tos 0x10/0x3f",
          "ECN --ecn-ip-ect 1",
          "CHECKSUM --checksum-fill",
          "AUDIT --type accept",
          "NFLOG --nflog-group 3",
          "MARK --set-xmark 0x7/0xff");
  private static final List<String> REVERSE =
      List.of(
          "-m rpfilter --invert",
          "-m rpfilter --loose --invert",
          "-m rpfilter --validmark --accept-local --invert");

  private RandomExtensions() {}

  /** A match that may stand in a chain. */
  static String match(Random random, String chain) {
    boolean arrives = !chain.equals("OUTPUT") && !chain.equals("POSTROUTING");
    return switch (random.nextInt(9)) {
      case 0 -> any(random, arrives ? ARRIVING : MATCHES);
      case 1, 2, 3 -> any(random, REMEMBERING);
      case 4, 5 -> any(random, OCTETS);
      case 6 -> ofSocket(random, chain);
      default -> any(random, MATCHES);
    };
  }

  /** Rules that change packets. */
  static List<String> mangle(Random random) {
    List<String> lines = new ArrayList<>(List.of("*mangle"));
    int rules = 1 + random.nextInt(3);
    for (int at = 0; at < rules; at++) {
      String chain =
          any(random, List.of("PREROUTING", "INPUT", "FORWARD", "OUTPUT", "POSTROUTING"));
      // a kernel sends a connection in fewer segments, so none that counts them
      String match = random.nextBoolean() ? stateless(random, chain) + " " : "";
      lines.add("-A " + chain + " " + match + "-j " + any(random, EFFECTS));
    }
    if (random.nextBoolean()) {
      String chain = any(random, List.of("FORWARD", "POSTROUTING"));
      String how = random.nextBoolean() ? "--clamp-mss-to-pmtu" : "--set-mss 700";
      lines.add("-A " + chain + " -p tcp -m tcp --tcp-flags SYN,RST SYN -j TCPMSS " + how);
    }
    lines.add("COMMIT");
    return lines;
  }

  private static String stateless(Random random, String chain) {
    return switch (random.nextInt(5)) {
      case 0, 1 -> any(random, MATCHES);
      case 2 -> ofSocket(random, chain);
      default -> any(random, OCTETS);
    };
  }

  private static String ofSocket(Random random, String chain) {
    return switch (chain) {
      case "PREROUTING", "INPUT" -> any(random, SOCKETS);
      case "OUTPUT", "POSTROUTING" -> any(random, PROGRAMS);
      default -> any(random, OCTETS);
    };
  }

  /** Rules before connections are tracked. */
  static List<String> raw(Random random) {
    List<String> lines = new ArrayList<>(List.of("*raw"));
    lines.add("-A PREROUTING " + any(random, REVERSE) + " -j DROP");
    if (random.nextBoolean()) {
      lines.add("-A PREROUTING -p tcp -m tcp --dport 80 -j CT --helper ftp");
    }
    lines.add("COMMIT");
    return lines;
  }

  private static String any(Random random, List<String> all) {
    return all.get(random.nextInt(all.size()));
  }
}
