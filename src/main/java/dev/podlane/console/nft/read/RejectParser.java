package dev.podlane.console.nft.read;

import dev.podlane.net.filter.Family;
import dev.podlane.net.filter.nft.Statement;
import java.util.List;

/** Reads {@code reject}. */
final class RejectParser {
  private static final List<String> ICMP =
      List.of(
          "net-unreachable",
          "host-unreachable",
          "prot-unreachable",
          "port-unreachable",
          "net-prohibited",
          "host-prohibited",
          "admin-prohibited");
  private static final List<String> ICMPV6 =
      List.of(
          "no-route",
          "admin-prohibited",
          "addr-unreachable",
          "port-unreachable",
          "policy-fail",
          "reject-route");
  private static final List<String> ICMPX =
      List.of("no-route", "port-unreachable", "host-unreachable", "admin-prohibited");

  private final Tokens tokens;
  private final Family family;

  RejectParser(Tokens tokens, Family family) {
    this.tokens = tokens;
    this.family = family;
  }

  Statement reject() {
    tokens.take();
    if (!tokens.takes("with")) {
      return new Statement.Reject("", "port-unreachable");
    }
    String kind = tokens.take();
    if (kind.equals("tcp")) {
      tokens.expect("reset");
      return new Statement.Reject("tcp", "reset");
    }
    List<String> known =
        switch (kind) {
          case "icmp" -> ICMP;
          case "icmpv6" -> ICMPV6;
          case "icmpx" -> ICMPX;
          default -> throw tokens.unexpected();
        };
    tokens.takes("type");
    if (!known.contains(tokens.peek())) {
      throw tokens.unexpected();
    }
    String reason = tokens.take();
    String usual =
        switch (family) {
          case IP -> "icmp";
          case IP6 -> "icmpv6";
          default -> "icmpx";
        };
    boolean isUsual = kind.equals(usual) && reason.equals("port-unreachable");
    return new Statement.Reject(isUsual ? "" : kind, reason);
  }
}
