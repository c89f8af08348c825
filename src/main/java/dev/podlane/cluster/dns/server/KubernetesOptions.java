package dev.podlane.cluster.dns.server;

import dev.podlane.cluster.dns.DnsName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Options of the plugin kubernetes.
 *
 * @param zones zones it serves, reverse zones included
 * @param pods the answer to names of pods (rule 77)
 * @param podNames true if endpoints without a host name are named after their pods
 * @param namespaces the only namespaces it serves; empty for all
 * @param ttl seconds that answers may be kept
 * @param fallthrough zones whose missing names it hands on; null if it hands on none
 * @param ignoreEmpty true if a Service without endpoints does not exist
 * @param unknown an option that is not simulated; null if there is none
 */
record KubernetesOptions(
    List<DnsName> zones,
    Pods pods,
    boolean podNames,
    List<String> namespaces,
    int ttl,
    @Nullable List<DnsName> fallthrough,
    boolean ignoreEmpty,
    @Nullable String unknown) {
  private static final int DEFAULT_TTL = 5;

  /** Options that decide where the objects come from, and change no answer. */
  private static final Set<String> HARMLESS =
      Set.of(
          "endpoint",
          "tls",
          "kubeconfig",
          "startup_timeout",
          "apiserver_qps",
          "apiserver_burst",
          "apiserver_max_inflight",
          "transfer",
          "upstream",
          "resyncperiod");

  /** Answers to names of pods. */
  enum Pods {
    DISABLED,
    INSECURE,
    VERIFIED
  }

  KubernetesOptions {
    zones = List.copyOf(zones);
    namespaces = List.copyOf(namespaces);
    fallthrough = fallthrough == null ? null : List.copyOf(fallthrough);
  }

  /**
   * Reads the plugin's lines.
   *
   * @param server the zones of its server block, which it serves if it names none
   */
  static KubernetesOptions of(Directive directive, List<DnsName> server) {
    List<DnsName> zones = Zones.all(directive.args());
    Pods pods = Pods.DISABLED;
    boolean podNames = false;
    boolean ignoreEmpty = false;
    List<String> namespaces = new ArrayList<>();
    int ttl = DEFAULT_TTL;
    List<DnsName> fallthrough = null;
    String unknown = null;
    for (Directive option : directive.body()) {
      String first = option.args().isEmpty() ? "" : option.args().get(0);
      switch (option.name()) {
        case "pods" -> {
          pods =
              switch (first) {
                case "insecure" -> Pods.INSECURE;
                case "verified" -> Pods.VERIFIED;
                default -> Pods.DISABLED;
              };
        }
        case "endpoint_pod_names" -> podNames = true;
        case "namespaces" -> namespaces.addAll(option.args());
        case "ttl" -> ttl = number(first);
        case "fallthrough" -> fallthrough = through(option);
        case "ignore" -> ignoreEmpty = first.equals("empty_service");
        default ->
            unknown = HARMLESS.contains(option.name()) || unknown != null ? unknown : option.name();
      }
    }
    return new KubernetesOptions(
        zones.isEmpty() ? server : zones,
        pods,
        podNames,
        namespaces,
        ttl,
        fallthrough,
        ignoreEmpty,
        unknown);
  }

  private static int number(String text) {
    try {
      return Math.max(0, Math.min(3_600, Integer.parseInt(text)));
    } catch (NumberFormatException none) {
      return DEFAULT_TTL;
    }
  }

  /** The zones of an option fallthrough; all without any. */
  static List<DnsName> through(Directive option) {
    return option.args().isEmpty() ? List.of(DnsName.ROOT) : Zones.all(option.args());
  }

  /** Returns true if a missing name is handed on. */
  boolean isThrough(DnsName name) {
    return fallthrough != null && Zones.matching(fallthrough, name).isPresent();
  }

  /** The zone of Services: the first that is none of reverse names. */
  Optional<DnsName> primary() {
    return zones.stream().filter(zone -> !zone.top().equals("arpa")).findFirst();
  }
}
