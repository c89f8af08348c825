package dev.podlane.bench;

import dev.podlane.cluster.Cluster;
import dev.podlane.cluster.object.Container;
import dev.podlane.cluster.object.ContainerPort;
import dev.podlane.cluster.object.KubeNamespace;
import dev.podlane.cluster.object.Pod;
import dev.podlane.cluster.policy.Direction;
import dev.podlane.cluster.policy.NetworkPolicy;
import dev.podlane.cluster.policy.NetworkPolicyRule;
import dev.podlane.cluster.policy.Policy;
import dev.podlane.cluster.select.LabelSelector;
import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Protocol;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The contestant: a bit for each ordered pair of pods, as published tools for all pairs keep them
 * (Kano, "Container Networking Policies Verification", ICNP 2020). Labels have bit vectors over the
 * pods, so that selectors are intersections; what a policy allows is put together once and added to
 * the row of each pod that it selects; both directions are joined by blocks of 64 × 64 bits.
 */
final class PairBits {
  private final List<Pod> pods;
  private final int words;
  private final Map<String, long[]> ofNamespace = new HashMap<>();
  private final Map<String, Map<String, String>> namespaces = new HashMap<>();
  private final Map<String, long[]> ofLabel = new HashMap<>();

  private PairBits(Cluster cluster) {
    this.pods = cluster.pods();
    this.words = (pods.size() + 63) / 64;
    for (KubeNamespace each : cluster.namespaces()) {
      namespaces.put(each.name(), each.labels());
    }
    for (int i = 0; i < pods.size(); i++) {
      mark(ofNamespace, pods.get(i).namespace(), i);
    }
  }

  private void mark(Map<String, long[]> vectors, String key, int pod) {
    vectors.computeIfAbsent(key, any -> new long[words])[pod >> 6] |= 1L << pod;
  }

  /** The allowed pairs: a row for each sender. */
  static long[][] of(Cluster cluster, int port) {
    return new PairBits(cluster).matrix(cluster, port);
  }

  private long[][] matrix(Cluster cluster, int port) {
    List<NetworkPolicy> policies = new ArrayList<>();
    for (Policy each : cluster.notSimulated().policies().all()) {
      policies.add((NetworkPolicy) each);
    }
    index(policies);
    long[][] egress = rows(policies, Direction.EGRESS, port);
    long[][] ingress = rows(policies, Direction.INGRESS, port);
    join(egress, ingress);
    return egress;
  }

  /** Vectors for the labels that selectors ask for, not for those that are different everywhere. */
  private void index(List<NetworkPolicy> policies) {
    Map<String, Boolean> asked = new HashMap<>();
    for (NetworkPolicy policy : policies) {
      note(policy.podSelector(), asked);
      for (Direction direction : Direction.values()) {
        for (NetworkPolicyRule rule : policy.rules(direction)) {
          for (NetworkPolicyRule.Peer peer : rule.peers()) {
            if (peer instanceof NetworkPolicyRule.Pods its && its.pods() != null) {
              note(its.pods(), asked);
            }
          }
        }
      }
    }
    for (int i = 0; i < pods.size(); i++) {
      for (Map.Entry<String, String> label : pods.get(i).labels().entrySet()) {
        String key = label.getKey() + "=" + label.getValue();
        if (asked.containsKey(key)) {
          mark(ofLabel, key, i);
        }
      }
    }
  }

  private static void note(LabelSelector selector, Map<String, Boolean> asked) {
    selector.matchLabels().forEach((key, value) -> asked.put(key + "=" + value, true));
  }

  private long[][] rows(List<NetworkPolicy> policies, Direction direction, int port) {
    long[][] rows = new long[pods.size()][];
    for (NetworkPolicy policy : policies) {
      if (!policy.directions().contains(direction)) {
        continue;
      }
      long[] selected = selected(policy.podSelector(), vector(policy.ref().namespace()));
      long[] allowed = new long[words];
      for (NetworkPolicyRule rule : policy.rules(direction)) {
        add(policy, rule, direction, port, allowed);
      }
      for (int word = 0; word < words; word++) {
        for (long left = selected[word]; left != 0; left &= left - 1) {
          int pod = word * 64 + Long.numberOfTrailingZeros(left);
          if (rows[pod] == null) {
            rows[pod] = new long[words];
          }
          or(rows[pod], allowed);
        }
      }
    }
    for (int i = 0; i < rows.length; i++) {
      if (rows[i] == null) {
        rows[i] = new long[words];
        Arrays.fill(rows[i], -1L);
      }
      rows[i][words - 1] &= -1L >>> -pods.size();
      rows[i][i >> 6] &= ~(1L << i);
    }
    return rows;
  }

  private void add(
      NetworkPolicy policy, NetworkPolicyRule rule, Direction direction, int port, long[] allowed) {
    boolean here = rule.ports().isEmpty();
    String name = "";
    for (NetworkPolicyRule.PortMatch each : rule.ports()) {
      here |= each.protocol() == Protocol.TCP && each.name().isEmpty() && isIn(each, port);
      name = each.name().isEmpty() ? name : each.name();
    }
    if (!here && name.isEmpty()) {
      return;
    }
    // In the clusters of this benchmark every pod has the name for the port, or none has.
    if (!here && !hasPort(pods.get(0), name, port)) {
      return;
    }
    for (NetworkPolicyRule.Peer each : rule.peers()) {
      if (each instanceof NetworkPolicyRule.Block block) {
        add(block, allowed);
      } else if (each instanceof NetworkPolicyRule.Pods its) {
        or(allowed, peers(its, policy.ref().namespace()));
      }
    }
  }

  private static boolean isIn(NetworkPolicyRule.PortMatch match, int port) {
    return match.first() == 0 || (port >= match.first() && port <= match.last());
  }

  private static boolean hasPort(Pod pod, String name, int port) {
    for (Container container : pod.containers()) {
      for (ContainerPort each : container.ports()) {
        if (each.name().equals(name) && each.number() == port) {
          return true;
        }
      }
    }
    return false;
  }

  private void add(NetworkPolicyRule.Block block, long[] allowed) {
    for (int i = 0; i < pods.size(); i++) {
      Ip address = pods.get(i).podIp();
      if (address != null
          && block.cidr().contains(address)
          && block.except().stream().noneMatch(each -> each.contains(address))) {
        allowed[i >> 6] |= 1L << i;
      }
    }
  }

  private long[] peers(NetworkPolicyRule.Pods peer, String own) {
    LabelSelector wanted = peer.namespaces();
    long[] from = new long[words];
    if (wanted == null) {
      or(from, vector(own));
    } else {
      namespaces.forEach(
          (name, labels) -> {
            if (wanted.matches(labels)) {
              or(from, vector(name));
            }
          });
    }
    return selected(peer.pods(), from);
  }

  private long[] vector(String namespace) {
    return ofNamespace.getOrDefault(namespace, new long[words]);
  }

  private long[] selected(@Nullable LabelSelector selector, long[] among) {
    long[] found = among.clone();
    if (selector != null) {
      for (Map.Entry<String, String> each : selector.matchLabels().entrySet()) {
        long[] its = ofLabel.getOrDefault(each.getKey() + "=" + each.getValue(), new long[words]);
        for (int i = 0; i < words; i++) {
          found[i] &= its[i];
        }
      }
    }
    return found;
  }

  private static void or(long[] into, long[] more) {
    for (int i = 0; i < into.length; i++) {
      into[i] |= more[i];
    }
  }

  /** Takes out of each row of senders what the receivers do not let in. */
  private void join(long[][] egress, long[][] ingress) {
    long[] block = new long[64];
    for (int row = 0; row < pods.size(); row += 64) {
      int height = Math.min(64, pods.size() - row);
      for (int word = 0; word < words; word++) {
        for (int i = 0; i < 64; i++) {
          int receiver = word * 64 + i;
          block[i] = receiver < pods.size() ? ingress[receiver][row >> 6] : 0;
        }
        transpose(block);
        for (int i = 0; i < height; i++) {
          egress[row + i][word] &= block[i];
        }
      }
    }
  }

  /** Hacker's Delight 7–3: swaps ever smaller squares. */
  private static void transpose(long[] a) {
    long mask = 0x0000_0000_ffff_ffffL;
    for (int size = 32; size != 0; size >>= 1, mask ^= mask << size) {
      for (int k = 0; k < 64; k = (k + size + 1) & ~size) {
        long swap = ((a[k] >>> size) ^ a[k + size]) & mask;
        a[k + size] ^= swap;
        a[k] ^= swap << size;
      }
    }
  }

  /** Returns the number of bits that are set. */
  static long count(long[][] matrix) {
    long sum = 0;
    for (long[] row : matrix) {
      for (long word : row) {
        sum += Long.bitCount(word);
      }
    }
    return sum;
  }
}
