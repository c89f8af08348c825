package dev.podlane.compile.cni;

import static dev.podlane.compile.cni.felix.FelixLine.line;

import dev.podlane.compile.cni.felix.DeferredChains;
import dev.podlane.compile.cni.felix.FelixChain;
import dev.podlane.compile.cni.felix.FelixLine;
import dev.podlane.compile.cni.felix.Jumps;
import dev.podlane.compile.cni.felix.Marks;
import dev.podlane.net.filter.Chain;
import dev.podlane.net.filter.TrackingMatch.State.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.function.Supplier;

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

  private static final String TO_POD = "cali-tw-";
  private static final String FROM_POD = "cali-fw-";
  private static final int UDP = 17;
  private static final int IPIP = 4;
  private static final int VXLAN_PORT = 4789;
  private static final int MARKS = Marks.ACCEPT | Marks.PASS;

  /** More profiles than this are not kept: clusters have fewer. */
  private static final int KEPT = 10_000;

  /** Chains of profiles, which are equal on all nodes. */
  private final Map<String, Chain> profiles = new ConcurrentHashMap<>();

  /**
   * A pod as Felix sees it.
   *
   * @param device its end on the node
   * @param profiles profiles that decide if no policy does, in their order
   * @param ingress tells the jumps to policies about what it receives, one for each tier
   * @param egress tells those about what it sends
   */
  record Endpoint(
      String device,
      List<String> profiles,
      Supplier<List<Jumps>> ingress,
      Supplier<List<Jumps>> egress) {
    Endpoint {
      profiles = List.copyOf(profiles);
    }

    /** A pod of a namespace and with an account that no policy selects. */
    static Endpoint of(String device, String namespace, String account) {
      return of(device, namespace, account, List::of, List::of);
    }

    /** A pod of a namespace and with an account. */
    static Endpoint of(
        String device,
        String namespace,
        String account,
        Supplier<List<Jumps>> ingress,
        Supplier<List<Jumps>> egress) {
      List<String> profiles = List.of("kns." + namespace, "ksa." + namespace + "." + account);
      return new Endpoint(device, profiles, ingress, egress);
    }
  }

  /** The names of the chains of a pod, by its device. */
  static List<String> names(String device) {
    return List.of(TO_POD + device, FROM_POD + device);
  }

  /** The chains of a node; those of pods are written on access. */
  DeferredChains of(List<Endpoint> endpoints) {
    Map<String, Supplier<Chain>> chains = new TreeMap<>();
    Map<String, Endpoint> byDevice = new TreeMap<>();
    endpoints.forEach(each -> byDevice.putIfAbsent(each.device(), each));
    List<String> devices = new ArrayList<>(byDevice.keySet());
    dispatch(FROM, devices, (device, next) -> line().in(device).go(next), FROM_POD, chains);
    dispatch(TO, devices, (device, next) -> line().out(device).go(next), TO_POD, chains);
    for (Endpoint endpoint : byDevice.values()) {
      chains.put(TO_POD + endpoint.device(), () -> toWorkload(endpoint));
      chains.put(FROM_POD + endpoint.device(), () -> fromWorkload(endpoint));
      for (String profile : endpoint.profiles()) {
        profile("cali-pri-", profile, "ingress", chains);
        profile("cali-pro-", profile, "egress", chains);
      }
    }
    return new DeferredChains(chains);
  }

  private static void put(Map<String, Supplier<Chain>> chains, Chain chain) {
    chains.put(chain.name(), () -> chain);
  }

  /** Devices whose names differ from the same place on are told apart in chains of their own. */
  private static void dispatch(
      String root,
      List<String> devices,
      BiFunction<String, String, FelixLine> rule,
      String prefix,
      Map<String, Supplier<Chain>> chains) {
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
    endpoint.ingress().get().forEach(tier -> tier(tier, lines));
    end("cali-pri-", endpoint, lines);
    return FelixChain.of(TO_POD + endpoint.device(), lines);
  }

  private static Chain fromWorkload(Endpoint endpoint) {
    List<FelixLine> lines = begin();
    lines.add(
        line("Drop VXLAN encapped packets originating in workloads")
            .protocol(UDP)
            .ports(VXLAN_PORT)
            .drop());
    lines.add(line("Drop IPinIP encapped packets originating in workloads").protocol(IPIP).drop());
    endpoint.egress().get().forEach(tier -> tier(tier, lines));
    end("cali-pro-", endpoint, lines);
    return FelixChain.of(FROM_POD + endpoint.device(), lines);
  }

  private static List<FelixLine> begin() {
    List<FelixLine> lines = new ArrayList<>();
    lines.add(line().state(Kind.RELATED, Kind.ESTABLISHED).accept());
    lines.add(line().state(Kind.INVALID).drop());
    lines.add(line().unmark(MARKS));
    return lines;
  }

  private static void tier(Jumps tier, List<FelixLine> lines) {
    if (tier.chains().isEmpty()) {
      return;
    }
    lines.add(line("Start of tier " + tier.tier()).unmark(Marks.PASS));
    for (String chain : tier.chains()) {
      lines.add(line().unmarked(Marks.PASS).jump(chain));
      lines.add(line("Return if policy accepted").marked(Marks.ACCEPT).back());
    }
    if (!tier.passes()) {
      String end = "End of tier " + tier.tier() + ". Drop if no policies passed packet";
      lines.add(line(end).unmarked(Marks.PASS).drop());
    }
  }

  private static void end(String prefix, Endpoint endpoint, List<FelixLine> lines) {
    for (String profile : endpoint.profiles()) {
      lines.add(line().jump(FelixChain.name(prefix, profile)));
      lines.add(line("Return if profile accepted").marked(Marks.ACCEPT).back());
    }
    lines.add(line("Drop if no profiles matched").drop());
  }

  private void profile(
      String prefix, String profile, String direction, Map<String, Supplier<Chain>> chains) {
    String name = FelixChain.name(prefix, profile);
    chains.put(name, () -> profile(name, profile, direction));
  }

  private Chain profile(String name, String profile, String direction) {
    if (profiles.size() > KEPT) {
      profiles.clear();
    }
    return profiles.computeIfAbsent(
        name,
        any -> {
          FelixLine comment = line("Profile " + profile + " " + direction);
          boolean allows = profile.startsWith("kns.");
          return FelixChain.of(name, allows ? comment.mark(Marks.ACCEPT) : comment);
        });
  }
}
