package dev.podlane.console.nft.change;

import dev.podlane.net.filter.BaseChain;
import dev.podlane.net.filter.Family;
import dev.podlane.net.filter.Hook;
import dev.podlane.net.filter.Rule;
import dev.podlane.net.filter.nft.Expression;
import dev.podlane.net.filter.nft.Expressions;
import dev.podlane.net.filter.nft.FibResult;
import dev.podlane.net.filter.nft.Statement;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The base chains from which a rule may be reached, as bits: one for each type and hook. The kernel
 * refuses address translation outside chains of type nat, and looking up a way back for packets
 * that came in by no device (the validate functions of nft_nat.c, nft_masq.c, nft_reject.c and
 * nft_fib.c).
 */
final class Places {
  private static final Map<BaseChain.Type, Map<Hook, Integer>> BITS =
      new EnumMap<>(BaseChain.Type.class);

  static {
    int bit = 1;
    for (BaseChain.Type type : BaseChain.Type.values()) {
      Map<Hook, Integer> ofType = new EnumMap<>(Hook.class);
      for (Hook hook : Hook.values()) {
        ofType.put(hook, bit);
        bit <<= 1;
      }
      BITS.put(type, ofType);
    }
  }

  /** Everywhere. */
  static final int ALL = -1;

  private static final int TO = of(List.of(BaseChain.Type.NAT), Hook.PREROUTING, Hook.OUTPUT);
  private static final int FROM = of(List.of(BaseChain.Type.NAT), Hook.POSTROUTING, Hook.INPUT);
  private static final int LEAVING = of(List.of(BaseChain.Type.NAT), Hook.POSTROUTING);
  private static final int CAME_IN = ofAny(Hook.PREROUTING, Hook.INPUT, Hook.FORWARD);
  private static final int GOES_OUT = ofAny(Hook.OUTPUT, Hook.POSTROUTING, Hook.FORWARD);
  private static final int OF_IP =
      ofAny(Hook.PREROUTING, Hook.INPUT, Hook.FORWARD, Hook.OUTPUT, Hook.POSTROUTING);
  private static final int REJECTING =
      ofAny(Hook.PREROUTING, Hook.INPUT, Hook.FORWARD, Hook.OUTPUT, Hook.INGRESS);

  private Places() {}

  private static int of(List<BaseChain.Type> types, Hook... hooks) {
    int bits = 0;
    for (BaseChain.Type type : types) {
      for (Hook hook : hooks) {
        bits |= bit(type, hook);
      }
    }
    return bits;
  }

  private static int ofAny(Hook... hooks) {
    return of(List.of(BaseChain.Type.values()), hooks);
  }

  private static int bit(BaseChain.Type type, Hook hook) {
    return BITS.getOrDefault(type, Map.of()).getOrDefault(hook, 0);
  }

  /** The bit of a base chain. */
  static int of(BaseChain base) {
    return bit(base.type(), base.hook());
  }

  /** The places where a rule of nftables may be; those of iptables are checked by iptables. */
  static int of(Rule rule, Family family) {
    int bits = ALL;
    for (Statement statement : rule.statements().map(own -> own.list()).orElse(List.of())) {
      bits &= of(statement, family);
    }
    return bits;
  }

  private static int of(Statement statement, Family family) {
    int bits = ALL;
    if (statement instanceof Statement.Nat nat) {
      bits = nat.source() ? FROM : TO;
    } else if (statement instanceof Statement.Redirect) {
      bits = TO;
    } else if (statement instanceof Statement.Masquerade) {
      bits = LEAVING;
    } else if (statement instanceof Statement.Reject && family.seesIp()) {
      bits = REJECTING;
    }
    for (Expression expression : Expressions.of(statement)) {
      bits &= of(expression, family);
    }
    return bits;
  }

  private static int of(Expression expression, Family family) {
    if (expression instanceof Expression.Fib fib) {
      if (family == Family.NETDEV) {
        return ALL;
      }
      boolean cameIn = fib.result() != FibResult.TYPE || fib.keys().contains("iif");
      return cameIn ? CAME_IN : fib.keys().contains("oif") ? GOES_OUT : OF_IP;
    }
    int bits = ALL;
    for (Expression below : Expressions.below(expression)) {
      bits &= of(below, family);
    }
    return bits;
  }
}
