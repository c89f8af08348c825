package dev.podlane.cluster.policy.verdict;

import dev.podlane.cluster.policy.Direction;
import dev.podlane.cluster.policy.NetworkPolicy;
import dev.podlane.cluster.policy.NetworkPolicyRule;
import dev.podlane.cluster.policy.TieredPolicy;
import dev.podlane.cluster.policy.TieredRule;
import dev.podlane.cluster.policy.verdict.Because.Effect;
import dev.podlane.cluster.policy.verdict.Because.Field;
import dev.podlane.cluster.policy.verdict.Because.Tier;
import dev.podlane.cluster.select.LabelSelector;
import dev.podlane.cluster.select.Requirement;
import dev.podlane.net.addr.Prefix;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Words the reasons of one direction as fields: which part of a rule matched or failed. */
final class Reasons {
  /** The largest number of reasons of one direction: the nearest are kept. */
  static final int MOST = 8;

  /** Rules of which the failing fields are looked for. */
  private static final int MOST_LOOKED_AT = 64;

  private final Direction direction;
  private final PolicedPacket packet;
  private final Party other;
  private final @Nullable Subject peer;
  private final Matching matching;

  Reasons(Direction direction, PolicedPacket packet, @Nullable Subject peer, Matching matching) {
    this.direction = direction;
    this.packet = packet;
    this.other = packet.peer(direction);
    this.peer = peer;
    this.matching = matching;
  }

  /** A rule that matches. */
  Because of(NetworkPolicy policy, NetworkPolicyRule rule, Effect effect) {
    String namespace = policy.ref().namespace();
    NetworkPolicyRule.Peer hit = null;
    for (NetworkPolicyRule.Peer each : rule.peers()) {
      Match match = matching.peer(each, namespace);
      if (match == Match.YES || (match == Match.MAYBE && hit == null)) {
        hit = each;
      }
      if (match == Match.YES) {
        break;
      }
    }
    List<Field> fields =
        effect == Effect.MAY_CHANGE && hit != null ? failing(hit, namespace) : List.of();
    String path = hit == null ? rule.path() : hit.path();
    return new Because(direction, Tier.NETWORK_POLICY, effect, policy.ref(), path, fields);
  }

  /** For each rule of policies that isolate the pod, the fields that failed, nearest miss first. */
  List<Because> misses(List<NetworkPolicy> policies) {
    List<Miss> found = new ArrayList<>();
    for (NetworkPolicy policy : policies) {
      List<NetworkPolicyRule> rules = policy.rules(direction);
      if (rules.isEmpty()) {
        found.add(new Miss(denied(policy, "spec.podSelector", List.of()), 0));
      }
      for (NetworkPolicyRule rule : rules) {
        if (found.size() < MOST_LOOKED_AT) {
          found.add(miss(policy, rule));
        }
      }
    }
    found.sort(Miss.NEAREST_FIRST);
    return found.stream().limit(MOST).map(Miss::because).toList();
  }

  /**
   * A rule that fails.
   *
   * @param fits parts of its peer that the other end has: of rules that miss by as much, the one
   *     that asks for more of what is there was more probably meant for it
   */
  private record Miss(Because because, int fits) {
    private static final Comparator<Miss> NEAREST_FIRST =
        Comparator.comparingInt(
                (Miss each) ->
                    each.because.fields().isEmpty()
                        ? Integer.MAX_VALUE
                        : each.because.fields().size())
            .thenComparingInt(each -> -each.fits);
  }

  private Because denied(NetworkPolicy policy, String path, List<Field> fields) {
    return new Because(
        direction, Tier.NETWORK_POLICY, Effect.DOES_NOT_ALLOW, policy.ref(), path, fields);
  }

  private Miss miss(NetworkPolicy policy, NetworkPolicyRule rule) {
    List<Field> fields = new ArrayList<>();
    int fits = 0;
    for (NetworkPolicyRule.Peer each : rule.peers()) {
      List<Field> its = failing(each, policy.ref().namespace());
      int own = matching.fits(each);
      boolean isNearer = its.size() < fields.size() || (its.size() == fields.size() && own > fits);
      if (fields.isEmpty() || isNearer) {
        fields = new ArrayList<>(its);
        fits = own;
      }
      if (its.isEmpty()) {
        break;
      }
    }
    if (!rule.ports().isEmpty() && rule.ports().stream().noneMatch(matching::port)) {
      fields.add(nearest(rule.ports()));
    }
    String path = fields.isEmpty() ? rule.path() : fields.get(0).field();
    return new Miss(denied(policy, path, fields), fits);
  }

  private Field nearest(List<NetworkPolicyRule.PortMatch> ports) {
    NetworkPolicyRule.PortMatch near =
        ports.stream()
            .filter(each -> each.protocol() == packet.protocol())
            .findFirst()
            .orElse(ports.get(0));
    String number =
        near.name().isEmpty()
            ? near.first() + (near.last() > near.first() ? "-" + near.last() : "")
            : near.name();
    String wanted = near.protocol().name() + (number.equals("0") ? "" : " " + number);
    boolean otherProtocol = near.protocol() != packet.protocol();
    String path = near.path() + (otherProtocol ? ".protocol" : ".port");
    return new Field(path, wanted, packet.portText());
  }

  private List<Field> failing(NetworkPolicyRule.Peer wanted, String namespace) {
    if (matching.peer(wanted, namespace) == Match.YES) {
      return List.of();
    }
    if (wanted instanceof NetworkPolicyRule.Block block) {
      return List.of(new Field(wanted.path() + ".ipBlock", text(block), other.text()));
    }
    return wanted instanceof NetworkPolicyRule.Pods pods ? failing(pods, namespace) : List.of();
  }

  private List<Field> failing(NetworkPolicyRule.Pods pods, String namespace) {
    List<Field> fields = new ArrayList<>();
    LabelSelector namespaces = pods.namespaces();
    if (!matching.inNamespace(namespaces, namespace)) {
      fields.add(
          new Field(
              pods.path() + (namespaces == null ? ".podSelector" : ".namespaceSelector"),
              namespaces == null ? "metadata.namespace=" + namespace : namespaces.toString(),
              namespaceText(namespaces)));
    }
    LabelSelector labels = pods.pods();
    if (labels != null && peer != null && !matching.isPod(labels)) {
      fields.add(
          new Field(pods.path() + ".podSelector", labels.toString(), had(labels, peer.labels())));
    }
    return fields;
  }

  private static String text(NetworkPolicyRule.Block block) {
    List<String> except = block.except().stream().map(Prefix::toString).toList();
    return block.cidr() + (except.isEmpty() ? "" : " except " + String.join(",", except));
  }

  private String namespaceText(@Nullable LabelSelector asked) {
    Subject its = peer;
    if (its == null) {
      return otherText();
    }
    return asked == null
        ? "metadata.namespace=" + its.namespace()
        : had(asked, its.namespaceLabels());
  }

  private String otherText() {
    return other.node() == null ? other.text() : "node:" + other.node().name();
  }

  /** The labels that a selector asks for, as they are; {@code !key} for those not there. */
  private static String had(LabelSelector asked, Map<String, String> labels) {
    Set<String> keys = new LinkedHashSet<>(asked.matchLabels().keySet());
    asked.matchExpressions().stream().map(Requirement::key).forEach(keys::add);
    List<String> found = new ArrayList<>();
    for (String key : keys) {
      String value = labels.get(key);
      found.add(value == null ? "!" + key : key + "=" + value);
    }
    return String.join(",", found);
  }

  /** A rule of a tier. */
  Because of(TieredPolicy policy, TieredRule rule, Effect effect, boolean tie) {
    String path = rule.path();
    List<Field> fields = new ArrayList<>();
    for (TieredRule.Peer each : rule.peers()) {
      Match match = matching.peer(each);
      if (match == Match.MAYBE && effect == Effect.MAY_CHANGE) {
        String wanted =
            each instanceof TieredRule.DomainNames names ? String.join(",", names.names()) : "";
        fields.add(new Field(each.path(), wanted, other.text()));
      }
      if (match != Match.NO) {
        path = each.path();
        break;
      }
    }
    if (tie) {
      fields.add(new Field("spec.priority", "" + policy.priority(), "" + policy.priority()));
    }
    return new Because(direction, tier(policy), effect, policy.ref(), path, fields);
  }

  static Tier tier(TieredPolicy policy) {
    return policy.tier() == TieredPolicy.Tier.ADMIN ? Tier.ADMIN : Tier.BASELINE;
  }
}
