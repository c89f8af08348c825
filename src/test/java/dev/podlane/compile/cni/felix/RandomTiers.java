package dev.podlane.compile.cni.felix;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

/** Policies of tiers at random. */
final class RandomTiers extends Chance {
  RandomTiers(Random random) {
    super(random);
  }

  /** A ClusterNetworkPolicy; higher numbers have lower priority. */
  String policy(int number) {
    boolean isAdmin = sometimes(2);
    return """
    {apiVersion: policy.networking.k8s.io/v1alpha2, kind: ClusterNetworkPolicy, metadata:
     {name: t%d}, spec: {tier: %s, priority: %d, %s}}
    """
        .formatted(
            number,
            isAdmin ? "Admin" : "Baseline",
            10 * number + number(5),
            body("Accept", this::protocols));
  }

  /** Policies of the API before. */
  List<String> forerunners() {
    List<String> all = new ArrayList<>();
    if (sometimes(2)) {
      all.add(
          """
          {apiVersion: policy.networking.k8s.io/v1alpha1, kind: BaselineAdminNetworkPolicy,
           metadata: {name: default}, spec: {%s}}
          """
              .formatted(body("Allow", this::ports).replace("action: Pass", "action: Deny")));
    }
    if (sometimes(2)) {
      all.add(
          """
          {apiVersion: policy.networking.k8s.io/v1alpha1, kind: AdminNetworkPolicy, metadata:
           {name: first}, spec: {priority: 1, %s}}
          """
              .formatted(body("Allow", this::ports)));
    }
    return all;
  }

  private String body(String allow, Supplier<String> ports) {
    List<String> in = some(2, () -> tierRule("from", allow, ports));
    List<String> out = some(2, () -> tierRule("to", allow, ports));
    return "subject: %s, ingress: [%s], egress: [%s]"
        .formatted(pods(), String.join(", ", in), String.join(", ", out));
  }

  private String tierRule(String peers, String allow, Supplier<String> ports) {
    String action = any(List.of(allow, "Deny", "Pass"));
    Supplier<String> peer =
        () -> peers.equals("to") && sometimes(2) ? "{networks: [" + networks() + "]}" : pods();
    String name = sometimes(2) ? "name: 'a rule', " : "";
    return "{%saction: %s, %s: [%s]%s}"
        .formatted(
            name,
            action,
            peers,
            String.join(", ", oneOrMore(2, peer)),
            sometimes(2) ? ", " + ports.get() : "");
  }

  private String networks() {
    return String.join(", ", oneOrMore(3, () -> "'" + any(BLOCKS) + "'"));
  }

  private String pods() {
    return sometimes(2)
        ? "{namespaces: " + selector() + "}"
        : "{pods: {namespaceSelector: " + selector() + ", podSelector: " + selector() + "}}";
  }

  private String protocols() {
    Supplier<String> each =
        () ->
            any(
                List.of(
                    "{tcp: {destinationPort: {number: 8080}}}",
                    "{tcp: {destinationPort: {range: {start: 8000, end: 9000}}}}",
                    "{tcp: {}}",
                    "{udp: {destinationPort: {number: 5353}}}",
                    "{destinationNamedPort: web}",
                    "{destinationNamedPort: dns}"));
    return "protocols: [" + String.join(", ", oneOrMore(3, each)) + "]";
  }

  private String ports() {
    Supplier<String> each =
        () ->
            any(
                List.of(
                    "{portNumber: {protocol: TCP, port: 8080}}",
                    "{portRange: {protocol: TCP, start: 8000, end: 9000}}",
                    "{portNumber: {protocol: UDP, port: 5353}}",
                    "{namedPort: web}"));
    return "ports: [" + String.join(", ", oneOrMore(3, each)) + "]";
  }
}
