package dev.podlane.cluster.policy;

import dev.podlane.cluster.field.AddressReader;
import dev.podlane.cluster.field.PortReader;
import dev.podlane.cluster.object.ObjectRef;
import dev.podlane.cluster.select.LabelSelector;
import dev.podlane.cluster.select.SelectorReader;
import dev.podlane.document.Fields;
import dev.podlane.document.ListValue;
import dev.podlane.document.Problem;
import dev.podlane.document.Severity;
import dev.podlane.net.addr.Prefix;
import dev.podlane.net.addr.Protocol;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads NetworkPolicies and fills in their defaults (rules 82 to 99). Anything the API server
 * refuses is a problem, and makes the policy invalid.
 */
public final class NetworkPolicyReader {
  private NetworkPolicyReader() {}

  /** A NetworkPolicy. */
  public static NetworkPolicy policy(ObjectRef ref, Fields fields) {
    List<Problem> problems = new ArrayList<>();
    Fields heard = Fields.of(fields.place(), fields.value(), problems::add);
    Fields spec = heard.mapOrEmpty("spec");
    Set<Direction> directions = directions(spec);
    LabelSelector selector = SelectorReader.selector(spec, "podSelector");
    List<NetworkPolicyRule> ingress = rules(spec, "ingress", "from");
    List<NetworkPolicyRule> egress = rules(spec, "egress", "to");
    problems.forEach(fields.problems());
    return new NetworkPolicy(
        ref,
        fields.place(),
        selector,
        directions,
        directions.contains(Direction.INGRESS) ? ingress : List.of(),
        directions.contains(Direction.EGRESS) ? egress : List.of(),
        problems.stream().noneMatch(problem -> problem.severity() == Severity.ERROR));
  }

  /** Ingress always, Egress if it has rules, unless the types are written (rule 83). */
  private static Set<Direction> directions(Fields spec) {
    List<String> types = spec.texts("policyTypes");
    if (spec.list("policyTypes").isEmpty()) {
      return Directions.of(true, !spec.list("egress").isEmpty());
    }
    for (String type : types) {
      if (!type.equals("Ingress") && !type.equals("Egress")) {
        spec.error("policyTypes", "policy.type", type);
      }
    }
    return Directions.of(types.contains("Ingress"), types.contains("Egress"));
  }

  private static List<NetworkPolicyRule> rules(Fields spec, String field, String peers) {
    List<NetworkPolicyRule> rules = new ArrayList<>();
    for (Fields rule : spec.maps(field)) {
      List<NetworkPolicyRule.Peer> others = new ArrayList<>();
      List<Fields> writtenPeers = rule.maps(peers);
      writtenPeers.forEach(peer -> peer(peer).ifPresent(others::add));
      List<NetworkPolicyRule.PortMatch> ports = new ArrayList<>();
      List<Fields> writtenPorts = rule.maps("ports");
      writtenPorts.forEach(port -> port(port).ifPresent(ports::add));
      boolean lost =
          (others.isEmpty() && rule.has(peers) && !isEmptyList(rule, peers))
              || (ports.isEmpty() && rule.has("ports") && !isEmptyList(rule, "ports"));
      // A rule of which nothing can be read must not turn into one that allows everything.
      if (!lost) {
        rules.add(new NetworkPolicyRule(rule.place().path(), others, ports));
      }
    }
    return rules;
  }

  private static boolean isEmptyList(Fields fields, String key) {
    return fields.value().get(key).orElse(null) instanceof ListValue list && list.items().isEmpty();
  }

  private static Optional<NetworkPolicyRule.Peer> peer(Fields fields) {
    boolean selects = fields.has("podSelector") || fields.has("namespaceSelector");
    if (selects == fields.has("ipBlock")) {
      fields.error("", selects ? "policy.peer-mixed" : "policy.peer-empty");
      return Optional.empty();
    }
    String path = fields.place().path();
    if (selects) {
      return Optional.of(
          new NetworkPolicyRule.Pods(
              path, selector(fields, "podSelector"), selector(fields, "namespaceSelector")));
    }
    return fields.map("ipBlock").flatMap(block -> block(path, block));
  }

  private static @Nullable LabelSelector selector(Fields fields, String key) {
    return fields.has(key) ? SelectorReader.selector(fields, key) : null;
  }

  private static Optional<NetworkPolicyRule.Peer> block(String path, Fields fields) {
    String text = fields.text("cidr").orElse("");
    if (text.isEmpty()) {
      fields.error("cidr", "field.missing", "cidr");
      return Optional.empty();
    }
    Optional<Prefix> cidr = AddressReader.anyBlock(fields, "cidr", text);
    List<Prefix> except = new ArrayList<>();
    for (String each : fields.texts("except")) {
      Optional<Prefix> part = AddressReader.anyBlock(fields, "except", each);
      if (part.isPresent() && cidr.isPresent() && !isInside(part.get(), cidr.get())) {
        fields.error("except", "policy.except", each, text);
      }
      part.ifPresent(except::add);
    }
    return cidr.map(prefix -> new NetworkPolicyRule.Block(path, prefix, except));
  }

  private static boolean isInside(Prefix part, Prefix whole) {
    return whole.contains(part.network()) && part.length() > whole.length();
  }

  private static Optional<NetworkPolicyRule.PortMatch> port(Fields fields) {
    Protocol protocol = PortReader.protocol(fields).orElse(null);
    PortReader.NumberOrName port = PortReader.numberOrName(fields, "port");
    int last = fields.has("endPort") ? PortReader.optional(fields, "endPort") : port.number();
    if (fields.has("endPort") && last >= 0 && (port.number() == 0 || last < port.number())) {
      fields.error("endPort", "policy.end-port", "" + last);
      return Optional.empty();
    }
    boolean lost = fields.has("port") && port.equals(PortReader.NumberOrName.NONE);
    if (protocol == null || lost || last < 0) {
      return Optional.empty();
    }
    String path = fields.place().path();
    return Optional.of(
        new NetworkPolicyRule.PortMatch(path, protocol, port.number(), last, port.name()));
  }
}
