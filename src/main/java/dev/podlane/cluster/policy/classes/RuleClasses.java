package dev.podlane.cluster.policy.classes;

import dev.podlane.cluster.policy.NetworkPolicy;
import dev.podlane.cluster.policy.NetworkPolicyRule;
import dev.podlane.cluster.policy.TieredRule;
import dev.podlane.net.addr.Prefix;
import dev.podlane.net.addr.Protocol;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The classes that rules match for one question, looked up once. The meaning of each comparison is
 * that of {@link dev.podlane.cluster.policy.verdict.PolicyIndex}, for all classes at once.
 */
final class RuleClasses {
  private final Partition partition;
  private final Question question;
  private final int words;
  private final Map<Atom, ClassSet> known = new HashMap<>();
  private final Map<String, ClassSet> ports = new HashMap<>();
  private @Nullable ClassSet addressless;

  RuleClasses(Partition partition, Question question) {
    this.partition = partition;
    this.question = question;
    this.words = (partition.size() + 63) / 64;
  }

  /**
   * Classes that a rule matches, and those that it may match.
   *
   * @param yes bits
   * @param maybe bits; some of them may be in {@code yes}
   */
  @SuppressWarnings("ArrayRecordComponent") // numbers by the million, never changed nor compared
  record Matched(long[] yes, long[] maybe) {}

  int size() {
    return partition.size();
  }

  int words() {
    return words;
  }

  private Matched nothing() {
    return new Matched(new long[words], new long[words]);
  }

  /** Adds what a policy allows, whichever rule does. */
  void add(
      NetworkPolicy policy,
      List<NetworkPolicyRule> rules,
      @Nullable Set<String> named,
      long[] yes,
      long[] maybe) {
    for (NetworkPolicyRule rule : rules) {
      long[] ports = ports(rule, named);
      if (ports == null) {
        continue;
      }
      if (ports == EVERY) {
        peers(rule, policy.ref().namespace(), yes, maybe);
        continue;
      }
      Matched peers = nothing();
      peers(rule, policy.ref().namespace(), peers.yes(), peers.maybe());
      for (int i = 0; i < words; i++) {
        yes[i] |= peers.yes()[i] & ports[i];
        maybe[i] |= peers.maybe()[i] & ports[i];
      }
    }
  }

  /** All classes, of a port that does not depend on the destination. */
  private static final long[] EVERY = {};

  /**
   * The destinations at which a port of a rule is the one asked about.
   *
   * @param named names that it has at the subject, for packets to it; null for packets from it,
   *     where each destination has names of its own
   * @return {@link #EVERY}, bits, or null for none
   */
  private long @Nullable [] ports(NetworkPolicyRule rule, @Nullable Set<String> named) {
    if (rule.ports().isEmpty()) {
      return EVERY;
    }
    long[] some = null;
    for (NetworkPolicyRule.PortMatch each : rule.ports()) {
      if (each.protocol() != question.protocol()) {
        continue;
      }
      if (isHere(each.name(), each.first(), each.last(), named)) {
        return EVERY;
      }
      some = each.name().isEmpty() || named != null ? some : withPort(each.name(), some);
    }
    return some;
  }

  private long @Nullable [] ports(TieredRule rule, @Nullable Set<String> named) {
    if (rule.ports().isEmpty()) {
      return EVERY;
    }
    long[] some = null;
    for (TieredRule.PortMatch each : rule.ports()) {
      Protocol protocol = each.protocol();
      if (protocol != null && protocol != question.protocol()) {
        continue;
      }
      if (isHere(each.name(), each.first(), each.last(), named)) {
        return EVERY;
      }
      some = each.name().isEmpty() || named != null ? some : withPort(each.name(), some);
    }
    return some;
  }

  private boolean isHere(String name, int first, int last, @Nullable Set<String> named) {
    return name.isEmpty()
        ? first == 0 || (question.port() >= first && question.port() <= last)
        : named != null && named.contains(name);
  }

  private long[] withPort(String name, long @Nullable [] others) {
    long[] all = others == null ? new long[words] : others;
    ports
        .computeIfAbsent(
            name,
            any ->
                partition.withPort(
                    new PodTable.NamedPort(name, question.protocol(), question.port())))
        .addTo(all);
    return all;
  }

  private void peers(NetworkPolicyRule rule, String namespace, long[] yes, long[] maybe) {
    if (rule.peers().isEmpty()) {
      fill(yes);
      return;
    }
    for (NetworkPolicyRule.Peer each : rule.peers()) {
      if (each instanceof NetworkPolicyRule.Pods pods) {
        pods(Atom.Pods.of(pods, namespace)).addTo(yes);
      } else if (each instanceof NetworkPolicyRule.Block block) {
        block(block.cidr(), block.except(), yes, maybe);
      }
    }
  }

  /** Classes that a rule of a tier matches, but for entries that nobody knows. */
  @Nullable Matched of(TieredRule rule, @Nullable Set<String> named) {
    long[] ports = ports(rule, named);
    if (ports == null) {
      return null;
    }
    Matched found = nothing();
    for (TieredRule.Peer each : rule.peers()) {
      if (each instanceof TieredRule.Pods pods) {
        pods(Atom.Pods.of(pods)).addTo(found.yes());
      } else if (each instanceof TieredRule.Networks networks) {
        networks.blocks().forEach(block -> block(block, List.of(), found.yes(), found.maybe()));
      } else if (each instanceof TieredRule.DomainNames) {
        fill(found.maybe());
      }
    }
    if (ports != EVERY) {
      for (int i = 0; i < words; i++) {
        found.yes()[i] &= ports[i];
        found.maybe()[i] &= ports[i];
      }
    }
    return found;
  }

  private ClassSet pods(Atom.Pods atom) {
    ClassSet found = known.get(atom);
    if (found == null) {
      found = partition.classes(atom);
      known.put(atom, found);
    }
    return found;
  }

  private void block(Prefix cidr, List<Prefix> except, long[] yes, long[] maybe) {
    if (cidr.network().family() != question.family()) {
      return;
    }
    Atom.Block atom = new Atom.Block(cidr, except);
    if (atom.isAll()) {
      fill(yes);
      return;
    }
    ClassSet found = known.get(atom);
    if (found == null) {
      found = partition.classes(atom);
      known.put(atom, found);
    }
    found.addTo(yes);
    ClassSet none = addressless;
    if (none == null) {
      none = partition.having(question.family(), false);
      addressless = none;
    }
    none.addTo(maybe);
  }

  /** Sets all bits, those of no class too. */
  static void fill(long[] bits) {
    java.util.Arrays.fill(bits, -1L);
  }
}
