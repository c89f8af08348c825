package dev.podlane.cluster.policy;

import dev.podlane.cluster.field.AddressReader;
import dev.podlane.cluster.field.PortReader;
import dev.podlane.cluster.object.ObjectRef;
import dev.podlane.cluster.policy.TieredPolicy.Tier;
import dev.podlane.cluster.select.LabelSelector;
import dev.podlane.cluster.select.SelectorReader;
import dev.podlane.document.Fields;
import dev.podlane.document.Problem;
import dev.podlane.document.Severity;
import dev.podlane.net.addr.Prefix;
import dev.podlane.net.addr.Protocol;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Reads ClusterNetworkPolicies and their forerunners (network-policy-api {@code apis/v1alpha1},
 * {@code apis/v1alpha2}). Anything the API server refuses is a problem, and makes the policy
 * invalid.
 */
final class TieredPolicyReader {
  private static final int LARGEST_PRIORITY = 1_000;

  /** {@code MaxItems} of rules and of peers. */
  private static final int MOST = 25;

  /** The same in v1alpha1. */
  private static final int MOST_BEFORE = 100;

  private TieredPolicyReader() {}

  /** A policy of the group {@code policy.networking.k8s.io}. */
  static TieredPolicy policy(ObjectRef ref, Fields fields) {
    List<Problem> problems = new ArrayList<>();
    Fields spec = Fields.of(fields.place(), fields.value(), problems::add).mapOrEmpty("spec");
    if (ref.kind().equals("BaselineAdminNetworkPolicy") && !ref.name().equals("default")) {
      spec.error("", "policy.baseline-name", ref.name());
    }
    Tier tier = tier(ref, spec);
    int priority = ref.kind().equals("BaselineAdminNetworkPolicy") ? 0 : priority(spec);
    TieredRule.Pods subject = spec.map("subject").flatMap(TieredPolicyReader::pods).orElse(null);
    if (subject == null) {
      spec.error("subject", "field.missing", "subject");
    }
    List<TieredRule> ingress = rules(ref, spec, "ingress", "from");
    List<TieredRule> egress = rules(ref, spec, "egress", "to");
    problems.forEach(fields.problems());
    boolean valid = problems.stream().noneMatch(each -> each.severity() == Severity.ERROR);
    Set<Direction> directions =
        Directions.of(!spec.list("ingress").isEmpty(), !spec.list("egress").isEmpty());
    return new TieredPolicy(
        ref, fields.place(), tier, priority, subject, directions, ingress, egress, valid);
  }

  private static Tier tier(ObjectRef ref, Fields spec) {
    if (ref.kind().equals("AdminNetworkPolicy")) {
      return Tier.ADMIN;
    }
    if (ref.kind().equals("BaselineAdminNetworkPolicy")) {
      return Tier.BASELINE;
    }
    String text = spec.text("tier").orElse("");
    if (text.isEmpty()) {
      spec.error("tier", "field.missing", "tier");
    } else if (!text.equals("Admin") && !text.equals("Baseline")) {
      spec.error("tier", "policy.tier", text);
    }
    return text.equals("Baseline") ? Tier.BASELINE : Tier.ADMIN;
  }

  private static int priority(Fields spec) {
    if (!spec.has("priority")) {
      spec.error("priority", "field.missing", "priority");
    }
    int priority = spec.integer("priority").orElse(0);
    if (priority < 0 || priority > LARGEST_PRIORITY) {
      spec.error("priority", "policy.priority", "" + priority);
    }
    return priority;
  }

  private static List<TieredRule> rules(ObjectRef ref, Fields spec, String field, String peers) {
    List<TieredRule> rules = new ArrayList<>();
    bound(ref, spec, field);
    for (Fields rule : spec.maps(field)) {
      String text = rule.text("action").orElse("");
      Map<String, TieredRule.Action> actions = actions(ref);
      TieredRule.Action action = actions.get(text);
      if (action == null) {
        String all = String.join(", ", new TreeSet<>(actions.keySet()));
        rule.error("action", "policy.action", text, ref.kind(), all);
        continue;
      }
      bound(ref, rule, peers);
      List<TieredRule.Peer> others = new ArrayList<>();
      rule.maps(peers).forEach(peer -> others.add(peer(peer, peers.equals("to"))));
      if (others.isEmpty()) {
        rule.error(peers, "field.missing", peers);
      }
      List<TieredRule.PortMatch> ports = new ArrayList<>();
      List<Fields> written = new ArrayList<>(rule.maps("protocols"));
      written.addAll(rule.maps("ports"));
      written.forEach(port -> port(port).ifPresent(ports::add));
      // A rule of whose ports none can be read must not be one about all of them.
      if (written.isEmpty() || !ports.isEmpty()) {
        String name = rule.text("name").orElse("");
        rules.add(new TieredRule(rule.place().path(), name, action, others, ports));
      }
    }
    return rules;
  }

  private static void bound(ObjectRef ref, Fields fields, String list) {
    int most = ref.kind().equals("ClusterNetworkPolicy") ? MOST : MOST_BEFORE;
    int size = fields.list(list).size();
    if (size > most) {
      fields.error(list, "policy.too-many", list, "" + size, "" + most);
    }
  }

  /** The actions that the API server takes: each kind has an enumeration of its own. */
  private static Map<String, TieredRule.Action> actions(ObjectRef ref) {
    return switch (ref.kind()) {
      case "BaselineAdminNetworkPolicy" ->
          Map.of("Allow", TieredRule.Action.ALLOW, "Deny", TieredRule.Action.DENY);
      case "AdminNetworkPolicy" ->
          Map.of(
              "Allow", TieredRule.Action.ALLOW,
              "Deny", TieredRule.Action.DENY,
              "Pass", TieredRule.Action.PASS);
      default ->
          Map.of(
              "Accept", TieredRule.Action.ALLOW,
              "Deny", TieredRule.Action.DENY,
              "Pass", TieredRule.Action.PASS);
    };
  }

  /** Pods by the labels of their namespaces, and their own if they are written. */
  private static Optional<TieredRule.Pods> pods(Fields fields) {
    if (fields.has("namespaces")) {
      return Optional.of(
          new TieredRule.Pods(
              fields.place("namespaces").path(),
              SelectorReader.selector(fields, "namespaces"),
              LabelSelector.EVERYTHING));
    }
    return fields
        .map("pods")
        .map(
            pods ->
                new TieredRule.Pods(
                    pods.place().path(),
                    SelectorReader.selector(pods, "namespaceSelector"),
                    SelectorReader.selector(pods, "podSelector")));
  }

  private static TieredRule.Peer peer(Fields fields, boolean egress) {
    String path = fields.place().path();
    Optional<TieredRule.Pods> pods = pods(fields);
    if (pods.isPresent()) {
      return pods.get();
    }
    if (egress && fields.has("nodes")) {
      LabelSelector nodes = SelectorReader.selector(fields, "nodes");
      return new TieredRule.Nodes(path + ".nodes", nodes);
    }
    if (egress && fields.has("networks")) {
      List<Prefix> blocks = new ArrayList<>();
      for (String each : fields.texts("networks")) {
        AddressReader.anyBlock(fields, "networks", each).ifPresent(blocks::add);
      }
      return new TieredRule.Networks(path + ".networks", blocks);
    }
    if (egress && fields.has("domainNames")) {
      return new TieredRule.DomainNames(path + ".domainNames", fields.texts("domainNames"));
    }
    fields.warn("", "policy.peer-unknown");
    return new TieredRule.Unknown(path);
  }

  private static Optional<TieredRule.PortMatch> port(Fields fields) {
    String path = fields.place().path();
    for (String name : List.of("destinationNamedPort", "namedPort")) {
      Optional<String> text = fields.text(name).filter(each -> !each.isEmpty());
      if (text.isPresent()) {
        return Optional.of(new TieredRule.PortMatch(path, null, 0, 0, text.get()));
      }
    }
    for (Protocol protocol : Protocol.WITH_PORTS) {
      String key = protocol.word();
      if (fields.has(key)) {
        return fields.map(key).flatMap(each -> destination(path, protocol, each));
      }
    }
    if (fields.has("portNumber")) {
      return fields.map("portNumber").flatMap(each -> numbered(path, each, "port", "port"));
    }
    if (fields.has("portRange")) {
      return fields.map("portRange").flatMap(each -> numbered(path, each, "start", "end"));
    }
    fields.error("", "policy.port-unknown");
    return Optional.empty();
  }

  /** {@code destinationPort} of v1alpha2; without it every port. */
  private static Optional<TieredRule.PortMatch> destination(
      String path, Protocol protocol, Fields fields) {
    if (!fields.has("destinationPort")) {
      return Optional.of(new TieredRule.PortMatch(path, protocol, 0, 0, ""));
    }
    Fields port = fields.mapOrEmpty("destinationPort");
    Optional<Fields> range = port.map("range");
    return range.isPresent()
        ? between(path, protocol, range.get(), "start", "end")
        : between(path, protocol, port, "number", "number");
  }

  private static Optional<TieredRule.PortMatch> numbered(
      String path, Fields fields, String first, String last) {
    return PortReader.protocol(fields)
        .flatMap(protocol -> between(path, protocol, fields, first, last));
  }

  private static Optional<TieredRule.PortMatch> between(
      String path, Protocol protocol, Fields fields, String start, String end) {
    int first = PortReader.required(fields, start);
    int last = end.equals(start) ? first : PortReader.required(fields, end);
    if (first <= 0 || last <= 0) {
      return Optional.empty();
    }
    if (last < first || (last == first && !end.equals(start))) {
      fields.error(end, "policy.port-range", "" + first, "" + last);
      return Optional.empty();
    }
    return Optional.of(new TieredRule.PortMatch(path, protocol, first, last, ""));
  }
}
