package dev.podlane.compile.cni;

import static dev.podlane.compile.cni.FelixLine.line;

import dev.podlane.net.filter.Chain;
import dev.podlane.net.filter.TrackingMatch.State.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;

/**
 * The chains that Felix gives a node for the pods on it (projectcalico/calico {@code
 * felix/rules/endpoints.go}, {@code dispatch.go}, {@code policy.go}): one for each direction of a
 * pod, those of its profiles, and those that lead to them. A pod that no policy selects is decided
 * about by its profiles, the one of its namespace allows everything.
 */
final class CalicoEndpoints {
  /** Chain that leads to those of the sender. */
  static final String FROM = "cali-from-wl-dispatch";

  /** Chain that leads to those of the receiver. */
  static final String TO = "cali-to-wl-dispatch";

  private static final int UDP = 17;
  private static final int IPIP = 4;
  private static final int VXLAN_PORT = 4789;
  private static final int MARKS = CalicoStatics.ACCEPT | CalicoStatics.PASS;

  /** More profiles than this are not kept: clusters have fewer. */
  private static final int KEPT = 10_000;

  /** Chains of profiles, which are equal on all nodes. */
  private final Map<String, Chain> profiles = new ConcurrentHashMap<>();

  /**
   * A pod as Felix sees it.
   *
   * @param device its end on the node
   * @param profiles profiles that decide if no policy does, in their order
   * @param ingress chains of policies about what it receives; empty if none selects it
   * @param egress chains of policies about what it sends; empty if none selects it
   */
  record Endpoint(String device, List<String> profiles, List<String> ingress, List<String> egress) {
    Endpoint {
      profiles = List.copyOf(profiles);
      ingress = List.copyOf(ingress);
      egress = List.copyOf(egress);
    }

    /** A pod that no policy selects, of a namespace and with an account. */
    static Endpoint of(String device, String namespace, String account) {
      return new Endpoint(
          device,
          List.of("kns." + namespace, "ksa." + namespace + "." + account),
          List.of(),
          List.of());
    }
  }

  /** The chains of a node. */
  List<Chain> of(List<Endpoint> endpoints) {
    Map<String, Chain> chains = new TreeMap<>();
    Map<String, Endpoint> byDevice = new TreeMap<>();
    endpoints.forEach(each -> byDevice.putIfAbsent(each.device(), each));
    List<String> devices = new ArrayList<>(byDevice.keySet());
    dispatch(FROM, devices, (device, next) -> line().in(device).go(next), "cali-fw-", chains);
    dispatch(TO, devices, (device, next) -> line().out(device).go(next), "cali-tw-", chains);
    for (Endpoint endpoint : byDevice.values()) {
      put(chains, toWorkload(endpoint));
      put(chains, fromWorkload(endpoint));
      for (String profile : endpoint.profiles()) {
        put(chains, profile("cali-pri-", profile, "ingress"));
        put(chains, profile("cali-pro-", profile, "egress"));
      }
    }
    return List.copyOf(chains.values());
  }

  private static void put(Map<String, Chain> chains, Chain chain) {
    chains.put(chain.name(), chain);
  }

  /** Devices whose names differ from the same place on are told apart in chains of their own. */
  private static void dispatch(
      String root,
      List<String> devices,
      BiFunction<String, String, FelixLine> rule,
      String prefix,
      Map<String, Chain> chains) {
    int common = common(devices);
    Map<String, List<String>> byStart = new TreeMap<>();
    for (String device : devices) {
      String start = device.substring(0, Math.min(device.length(), common + 1));
      byStart.computeIfAbsent(start, any -> new ArrayList<>()).add(device);
    }
    List<FelixLine> lines = new ArrayList<>();
    byStart.forEach(
        (start, some) -> {
          if (some.size() == 1) {
            lines.add(rule.apply(some.get(0), prefix + some.get(0)));
          } else {
            String child = root + "-" + start.substring(common);
            lines.add(rule.apply(start + "+", child));
            List<FelixLine> further = new ArrayList<>();
            some.forEach(device -> further.add(rule.apply(device, prefix + device)));
            further.add(line("Unknown interface").drop());
            put(chains, FelixChain.of(child, further));
          }
        });
    lines.add(line("Unknown interface").drop());
    put(chains, FelixChain.of(root, lines));
  }

  /** Length of the longest start that all names have. */
  private static int common(List<String> names) {
    if (names.isEmpty()) {
      return 0;
    }
    String first = names.get(0);
    String last = names.get(names.size() - 1); // they are sorted
    int length = 0;
    while (length < Math.min(first.length(), last.length())
        && first.charAt(length) == last.charAt(length)) {
      length++;
    }
    return length;
  }

  private static Chain toWorkload(Endpoint endpoint) {
    List<FelixLine> lines = begin();
    tier(endpoint.ingress(), lines);
    end("cali-pri-", endpoint, lines);
    return FelixChain.of("cali-tw-" + endpoint.device(), lines);
  }

  private static Chain fromWorkload(Endpoint endpoint) {
    List<FelixLine> lines = begin();
    lines.add(
        line("Drop VXLAN encapped packets originating in workloads")
            .protocol(UDP)
            .ports(VXLAN_PORT)
            .drop());
    lines.add(line("Drop IPinIP encapped packets originating in workloads").protocol(IPIP).drop());
    tier(endpoint.egress(), lines);
    end("cali-pro-", endpoint, lines);
    return FelixChain.of("cali-fw-" + endpoint.device(), lines);
  }

  private static List<FelixLine> begin() {
    List<FelixLine> lines = new ArrayList<>();
    lines.add(line().state(Kind.RELATED, Kind.ESTABLISHED).accept());
    lines.add(line().state(Kind.INVALID).drop());
    lines.add(line().unmark(MARKS));
    return lines;
  }

  private static void tier(List<String> policies, List<FelixLine> lines) {
    if (policies.isEmpty()) {
      return;
    }
    lines.add(line("Start of tier default").unmark(CalicoStatics.PASS));
    for (String policy : policies) {
      lines.add(line().unmarked(CalicoStatics.PASS).jump(policy));
      lines.add(line("Return if policy accepted").marked(CalicoStatics.ACCEPT).back());
    }
    lines.add(
        line("End of tier default. Drop if no policies passed packet")
            .unmarked(CalicoStatics.PASS)
            .drop());
  }

  private static void end(String prefix, Endpoint endpoint, List<FelixLine> lines) {
    for (String profile : endpoint.profiles()) {
      lines.add(line().jump(FelixChain.name(prefix, profile)));
      lines.add(line("Return if profile accepted").marked(CalicoStatics.ACCEPT).back());
    }
    lines.add(line("Drop if no profiles matched").drop());
  }

  private Chain profile(String prefix, String profile, String direction) {
    if (profiles.size() > KEPT) {
      profiles.clear();
    }
    return profiles.computeIfAbsent(
        prefix + profile,
        any -> {
          FelixLine comment = line("Profile " + profile + " " + direction);
          boolean allows = profile.startsWith("kns.");
          FelixLine only = allows ? comment.mark(CalicoStatics.ACCEPT) : comment;
          return FelixChain.of(FelixChain.name(prefix, profile), only);
        });
  }
}
