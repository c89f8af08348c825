package dev.podlane.workspace.pairs;

import dev.podlane.cluster.Cluster;
import dev.podlane.cluster.object.ClusterNetwork;
import dev.podlane.cluster.policy.NetworkPolicy;
import dev.podlane.cluster.policy.NetworkPolicyRule;
import dev.podlane.cluster.policy.Policy;
import dev.podlane.cluster.policy.TieredPolicy;
import dev.podlane.cluster.policy.TieredRule;
import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Prefix;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The addresses outside the cluster in parts that no block of a policy tells apart. Each part has
 * an example that is no address of the cluster's networks.
 */
final class OutsideRanges {
  /** Blocks that are told apart; the others are taken as one with their surroundings. */
  private static final int MOST_BLOCKS = 2_000;

  private static final int MOST_SHOWN = 8;

  /** Examples to take where they fit: of documentation (RFC 5737, RFC 3849). */
  private static final Map<Ip.Family, Ip> USUAL =
      Map.of(Ip.Family.IPV4, Ip.parse("203.0.113.9"), Ip.Family.IPV6, Ip.parse("2001:db8::9"));

  private final Ip.Family family;
  private final List<Prefix> blocks = new ArrayList<>();
  private final List<Prefix> inside = new ArrayList<>();

  private static final List<String> NO_HOSTS =
      List.of("0.0.0.0/8", "127.0.0.0/8", "224.0.0.0/3", "::/127", "ff00::/8", "fe80::/10");

  OutsideRanges(Cluster cluster, List<Policy> policies, Ip.Family family) {
    this.family = family;
    ClusterNetwork network = cluster.network();
    List<Prefix> own = new ArrayList<>();
    own.add(network.nodeCidr());
    own.add(network.podCidr());
    own.add(network.serviceCidr());
    cluster.nodes().forEach(node -> own.addAll(node.traits().podCidrs()));
    cluster
        .nodes()
        .forEach(node -> node.traits().internalIps().forEach(ip -> own.add(Prefix.host(ip))));
    cluster
        .nodes()
        .forEach(node -> node.traits().externalIps().forEach(ip -> own.add(Prefix.host(ip))));
    NO_HOSTS.forEach(text -> own.add(Prefix.parse(text)));
    own.stream().filter(each -> each.network().family() == family).distinct().forEach(inside::add);
    inside.sort(null);
    TreeSet<Prefix> written = new TreeSet<>();
    policies.forEach(policy -> written.addAll(blocks(policy)));
    written.stream()
        .filter(each -> each.network().family() == family)
        .limit(MOST_BLOCKS)
        .forEach(blocks::add);
  }

  /** Every block of a policy, those left out of others too. */
  static List<Prefix> blocks(Policy policy) {
    List<Prefix> all = new ArrayList<>();
    if (policy instanceof NetworkPolicy its) {
      its.ingress().forEach(rule -> rule.peers().forEach(peer -> add(peer, all)));
      its.egress().forEach(rule -> rule.peers().forEach(peer -> add(peer, all)));
    } else if (policy instanceof TieredPolicy its) {
      for (TieredRule rule : its.egress()) {
        for (TieredRule.Peer peer : rule.peers()) {
          if (peer instanceof TieredRule.Networks networks) {
            all.addAll(networks.blocks());
          }
        }
      }
    }
    return all;
  }

  private static void add(NetworkPolicyRule.Peer peer, List<Prefix> all) {
    if (peer instanceof NetworkPolicyRule.Block block) {
      all.add(block.cidr());
      all.addAll(block.except());
    }
  }

  /** The parts, that with the usual example first. */
  List<Stranger> all() {
    TreeSet<Ip> starts = new TreeSet<>();
    starts.add(family == Ip.Family.IPV4 ? Ip.ANY : new Ip(family, 0, 0));
    for (Prefix each : blocks) {
      starts.add(each.network());
      Ip behind = each.last().plus(1);
      if (behind.compareTo(each.network()) > 0) {
        starts.add(behind);
      }
    }
    Map<BitSet, Part> parts = new LinkedHashMap<>();
    List<Ip> all = List.copyOf(starts);
    for (int i = 0; i < all.size(); i++) {
      Ip last = i + 1 < all.size() ? all.get(i + 1).plus(-1) : last();
      Ip example = example(all.get(i), last);
      if (example != null) {
        parts.computeIfAbsent(told(all.get(i)), any -> new Part()).add(all.get(i), last, example);
      }
    }
    List<Stranger> found = new ArrayList<>();
    Ip usual = USUAL.get(family);
    for (Part each : parts.values()) {
      Stranger.Outside one = new Stranger.Outside(each.example, each.ranges);
      found.add(each.example.equals(usual) ? 0 : found.size(), one);
    }
    return found;
  }

  private Ip last() {
    return new Prefix(new Ip(family, 0, 0), 0).last();
  }

  private BitSet told(Ip address) {
    BitSet told = new BitSet();
    for (int i = 0; i < blocks.size(); i++) {
      told.set(i, blocks.get(i).contains(address));
    }
    return told;
  }

  /** An address of a range that is outside the cluster; null if there is none. */
  private @Nullable Ip example(Ip first, Ip last) {
    Ip usual = USUAL.get(family);
    if (usual != null
        && first.compareTo(usual) <= 0
        && last.compareTo(usual) >= 0
        && isFree(usual)) {
      return usual;
    }
    // The first address of a block is seldom a host's.
    Ip at = first.compareTo(last) < 0 ? first.plus(1) : first;
    for (Prefix each : inside) {
      if (each.contains(at)) {
        at = each.last().plus(1);
        if (at.compareTo(first) < 0) {
          return null;
        }
      }
    }
    return at.compareTo(last) <= 0 && isFree(at) ? at : null;
  }

  private boolean isFree(Ip address) {
    return inside.stream().noneMatch(each -> each.contains(address));
  }

  /** A part while it is put together. */
  private static final class Part {
    private final List<String> ranges = new ArrayList<>();
    private Ip example = Ip.ANY;

    void add(Ip first, Ip last, Ip one) {
      boolean isUsual = USUAL.containsValue(one);
      if (ranges.isEmpty() || isUsual) {
        example = one;
      }
      if (ranges.size() < MOST_SHOWN) {
        ranges.add(text(first, last));
      }
    }

    private static String text(Ip first, Ip last) {
      int longest = first.family().bits();
      for (int length = 0; length <= longest; length++) {
        Prefix block = Prefix.of(first, length);
        if (block.network().equals(first) && block.last().equals(last)) {
          return block.toString();
        }
      }
      return first + "-" + last;
    }
  }
}
