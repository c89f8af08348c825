package dev.podlane.net.filter;

import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Prefix;
import dev.podlane.net.filter.octet.BitTest;
import dev.podlane.net.filter.octet.PacketProgram;
import dev.podlane.net.filter.octet.TextSearch;
import dev.podlane.net.packet.Fragment;
import dev.podlane.net.packet.Icmp;
import dev.podlane.net.packet.IpPacket;
import dev.podlane.net.packet.Segment;
import dev.podlane.net.packet.Tcp;
import dev.podlane.net.packet.Udp;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** A table of chains of rules, and packets that meet them, from few addresses and ports. */
final class RandomTable {
  private static final int CHAINS = 6;
  private static final int LONGEST = 60;

  private final Random random;
  private final Table table;
  private final List<IpSet> sets;

  RandomTable(Random random) {
    this.random = random;
    this.sets =
        List.of(set("addresses", IpSet.Type.HASH_NET), set("ends", IpSet.Type.HASH_IP_PORT));
    Table made = Table.empty(Table.Kind.NAT);
    for (int i = CHAINS - 1; i >= 0; i--) { // a chain leads only to later ones, as no loop is taken
      Chain.Policy policy = random.nextInt(3) == 0 ? Chain.Policy.DROP : Chain.Policy.ACCEPT;
      BaseChain base = i == 0 ? BaseChain.of(Table.Kind.NAT, Hook.OUTPUT).with(policy) : null;
      made = made.with(new Chain(name(i), base, rules(i)));
    }
    this.table = made;
  }

  Table table() {
    return table;
  }

  List<IpSet> sets() {
    return sets;
  }

  private static String name(int chain) {
    return chain == 0 ? "OUTPUT" : "C" + chain;
  }

  private List<Rule> rules(int chain) {
    List<Rule> rules = new ArrayList<>();
    int count = random.nextInt(LONGEST);
    for (int i = 0; i < count; i++) {
      List<Match> matches = new ArrayList<>();
      int conditions = random.nextInt(10) == 0 ? 0 : 1 + random.nextInt(4);
      for (int j = 0; j < conditions; j++) {
        matches.add(match());
      }
      rules.add(new Rule(matches, target(chain)));
    }
    return rules;
  }

  private Match match() {
    boolean not = random.nextInt(4) == 0;
    return switch (random.nextInt(28)) {
      case 0, 1, 2, 3, 4, 5 -> new HeaderMatch.Destination(prefix(), not);
      case 6, 7 -> new HeaderMatch.Source(prefix(), not);
      case 8, 9 -> new PortMatch.DestinationPort(protocol(), ports(), not);
      case 10 -> new PortMatch.SourcePort(protocol(), ports(), not);
      case 11 -> new HeaderMatch.Protocol(protocol(), not);
      case 12 -> new PortMatch.Loaded(protocol());
      case 13 -> new HeaderMatch.LaterFragment(not);
      case 14 -> new PortMatch.TcpFlags(23, 2, not);
      case 15 -> new PortMatch.IcmpType(8, null, not);
      case 16 ->
          new PortMatch.Multiport(
              any(PortMatch.Multiport.Side.values()), List.of(ports(), ports()), not);
      case 17 -> new OtherMatch.Mark(random.nextInt(4), 3, not);
      case 18 -> new TrackingMatch.ConnectionMark(random.nextInt(4), 3, not);
      case 19 -> new TrackingMatch.State(EnumSet.of(TrackingMatch.State.Kind.NEW), not);
      case 20 ->
          new OtherMatch.AddressType(
              random.nextBoolean(), AddressKind.LOCAL, OtherMatch.AddressType.Limit.NONE, not);
      case 21 -> new OtherMatch.Random(random.nextDouble(), not);
      case 22 -> {
        int every = 1 + random.nextInt(3);
        yield new OtherMatch.Nth(every, random.nextInt(every), not);
      }
      case 23 -> new OtherMatch.InSet("addresses", List.of(random.nextBoolean()), not);
      case 24 -> new OtherMatch.InSet("ends", List.of(false, random.nextBoolean()), not);
      case 25, 26 -> new OtherMatch.Extension("-m x", List.of(Condition.of(condition(), not)));
      default ->
          random.nextInt(3) == 0
              ? new OtherMatch.Unknown("-m time")
              : new HeaderMatch.OutDevice(random.nextBoolean() ? "eth+" : "cbr0", not);
    };
  }

  /** Those about octets and sockets. */
  private Condition condition() {
    return switch (random.nextInt(6)) {
      case 0 -> BitTest.read("6&0xff=0x6").orElseThrow();
      case 1 -> BitTest.read("16&0xff=0x1:0x6&&6&0xff=0x11").orElseThrow();
      case 2 -> PacketProgram.read("4,48 0 0 9,21 0 1 6,6 0 0 1,6 0 0 0").orElseThrow();
      case 3 -> new TextSearch("\n`\0", 12, 20, false);
      case 4 -> new SocketConditions.Present(false, random.nextBoolean());
      default -> new SocketConditions.ProgramClass(random.nextInt(2));
    };
  }

  private @Nullable Target target(int chain) {
    boolean isLast = chain == CHAINS - 1;
    String other = isLast ? "" : name(chain + 1 + random.nextInt(CHAINS - chain - 1));
    return switch (random.nextInt(40)) {
      case 0 -> new Target.Accept();
      case 1 -> new Target.Drop();
      case 2 -> new Target.Reject(Target.Reject.With.TCP_RESET);
      case 3 -> new Target.Dnat(address(), address(), null, false, false);
      case 4 -> random.nextInt(4) == 0 ? new Target.Unknown("TPROXY") : new Target.Return();
      case 5, 6, 7, 8, 9, 10 -> isLast ? null : new Target.Jump(other);
      case 11, 12 -> isLast ? null : new Target.Goto(other);
      case 13, 14 -> new Target.Return();
      case 15, 16, 17, 18, 19 -> new Target.Mark(random.nextInt(4), random.nextInt(4));
      case 20, 21, 22, 23 ->
          new Target.ConnectionMark(
              any(Target.ConnectionMark.Way.values()), random.nextInt(4), random.nextInt(4));
      case 24 -> new Target.NoTrack(false);
      case 25, 26, 27 -> new Target.Log("LOG");
      case 28 -> new Target.TcpMss(1_000 + random.nextInt(2) * 500);
      case 29 ->
          new Target.Extension(
              "TTL", new Effect.TimeToLive(any(Effect.TimeToLive.Way.values()), 1));
      case 30 -> random.nextInt(3) == 0 ? new Target.NetMap(prefix()) : null;
      default -> null;
    };
  }

  private IpSet set(String name, IpSet.Type type) {
    List<IpSet.Entry> entries = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      boolean ports = type == IpSet.Type.HASH_IP_PORT;
      entries.add(
          new IpSet.Entry(
              ports ? Prefix.host(address()) : prefix(), 6, ports ? port() : 0, null, false));
    }
    return new IpSet(name, type, entries);
  }

  private <T> T any(T[] of) {
    return of[random.nextInt(of.length)];
  }

  private Ip address() {
    return Ip.parse("10.96.0." + random.nextInt(12));
  }

  private Prefix prefix() {
    return Prefix.of(address(), random.nextInt(4) == 0 ? 24 + random.nextInt(8) : 32);
  }

  private int port() {
    return 78 + random.nextInt(5);
  }

  private Ports ports() {
    int first = port();
    return new Ports(first, random.nextInt(3) == 0 ? first + 2 : first);
  }

  private int protocol() {
    return random.nextInt(3) == 0 ? 17 : 6;
  }

  /** A packet as a rule sees it. */
  PacketAtHook subject(MatchContext around) {
    IpPacket whole =
        new IpPacket(address(), address(), 64, 1 + random.nextInt(9), false, segment());
    Fragment fragment =
        switch (random.nextInt(8)) {
          case 0 -> new Fragment(0, 8, true);
          case 1 -> new Fragment(8, 8, false);
          default -> null;
        };
    Tracking tracking =
        random.nextInt(4) == 0
            ? Tracking.NONE
            : new Tracking(
                any(TrackingMatch.State.Kind.values()),
                random.nextBoolean(),
                random.nextBoolean(),
                random.nextBoolean(),
                random.nextInt(4),
                new Tracking.Origin(address(), address(), port()));
    return new PacketAtHook(
        whole.part(fragment), "", "eth0", "", "", random.nextInt(4), tracking, around);
  }

  private Segment segment() {
    return switch (random.nextInt(4)) {
      case 0 -> new Udp(port(), port(), 32);
      case 1 -> new Icmp.Echo(random.nextBoolean(), 80, 1, 32);
      default -> new Tcp(port(), port(), any(Tcp.Flags.values()), 1);
    };
  }
}
