package dev.podlane.lab;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a trace says a probe meets, beside what it met on a kernel.
 *
 * <p>Requests and replies are compared sighting by sighting. Of errors and fragments, and of the
 * copies of a flood, the order says nothing, as they are on their way at once. Redirects may be
 * missing, since their rate depends on how fast the machine is, but may not be others; what
 * resolves addresses is not compared; the sender's port is masked.
 *
 * @param flow outcome, request, reply, errors or redirects
 * @param predicted what the trace says, in a form that can be compared
 * @param observed what the kernel did, in the same form
 */
public record LabComparison(String flow, List<String> predicted, List<String> observed) {
  private static final Pattern CLIENT = Pattern.compile("^\\{[0-9.]+:([0-9]+)>");
  private static final Pattern ANSWERED = Pattern.compile("^\\{[0-9.:]+>[0-9.]+:([0-9]+)}");
  private static final List<String> FLOWS = List.of("request", "reply", "errors");

  public LabComparison {
    predicted = List.copyOf(predicted);
    observed = List.copyOf(observed);
  }

  /** Whether nothing is different here. */
  public boolean isEqual() {
    return predicted.equals(observed);
  }

  /** All flows of a probe, those that are equal too. */
  public static List<LabComparison> of(Observation predicted, Observation observed) {
    List<LabComparison> all = new ArrayList<>();
    all.add(new LabComparison("outcome", told(predicted), told(observed)));
    for (String flow : FLOWS) {
      all.add(flow(flow, predicted, observed));
    }
    List<String> expected = sightings(predicted, "redirects");
    List<String> seen = sightings(observed, "redirects");
    if (!expected.isEmpty() && !seen.isEmpty()) {
      boolean isKnown = new HashSet<>(seen).containsAll(expected);
      all.add(new LabComparison("redirects", isKnown ? seen : expected, seen));
    }
    return List.copyOf(all);
  }

  private static List<String> told(Observation observation) {
    List<String> lines = new ArrayList<>();
    for (Map.Entry<String, String> each : observation.outcome().entrySet()) {
      lines.add(each.getKey() + " " + each.getValue());
    }
    Collections.sort(lines);
    return lines;
  }

  private static LabComparison flow(String flow, Observation predicted, Observation observed) {
    List<String> one = sightings(predicted, flow);
    List<String> other = sightings(observed, flow);
    optionalHop(one, other);
    if (!one.equals(other) && (flow.equals("errors") || isManifold(one) || isManifold(other))) {
      Collections.sort(one);
      Collections.sort(other);
    }
    return new LabComparison(flow, one, other);
  }

  /** A device seen twice in one direction with one time to live: fragments, or a flood's copies. */
  private static boolean isManifold(List<String> sightings) {
    List<String> places =
        sightings.stream().map(each -> each.substring(each.indexOf(' ') + 1)).toList();
    boolean isRepeated = new HashSet<>(places).size() < places.size();
    // Two ports of one switch sent it with one time to live.
    List<String> sent =
        places.stream()
            .filter(each -> each.indexOf('>') > 0)
            .map(each -> namespace(each) + " " + ttl(each))
            .toList();
    return isRepeated || new HashSet<>(sent).size() < sent.size();
  }

  private static String ttl(String place) {
    return place.replaceAll("^.*[<>]([0-9]+).*$", "$1");
  }

  private static String namespace(String place) {
    return place.substring(0, Math.max(0, place.lastIndexOf('/')));
  }

  /**
   * With bridge-nf-call-iptables=1 a frame whose destination was translated leaves by the bridge
   * device itself as long as the neighbour is not known to be reachable
   * (br_nf_pre_routing_finish_bridge): that one sighting may be missing on either side.
   */
  private static void optionalHop(List<String> one, List<String> other) {
    List<String> longer = one.size() > other.size() ? one : other;
    List<String> shorter = one.size() > other.size() ? other : one;
    if (longer.size() != shorter.size() + 1) {
      return;
    }
    for (int at = 1; at < shorter.size(); at++) {
      List<String> without = new ArrayList<>(longer);
      without.remove(at);
      if (without.equals(shorter) && isBridgedTranslation(longer, at)) {
        longer.remove(at);
        return;
      }
    }
  }

  /** Out by a device between the port it came in by and the port it left by, as high as before. */
  private static boolean isBridgedTranslation(List<String> sightings, int at) {
    String[] before = sightings.get(at - 1).split(" ", 2);
    String[] here = sightings.get(at).split(" ", 2);
    String[] after = sightings.get(at + 1).split(" ", 2);
    return before[1].endsWith("!other")
        && !before[0].equals(here[0])
        && here[0].equals(after[0])
        && here[1].indexOf('>') > 0
        && after[1].indexOf('>') > 0
        && namespace(before[1]).equals(namespace(here[1]))
        && namespace(here[1]).equals(namespace(after[1]))
        && ttl(before[1]).equals(ttl(here[1]));
  }

  /** A line cut into sightings, each with its addresses. */
  private static List<String> sightings(Observation observation, String flow) {
    String client = client(observation);
    List<String> sightings = new ArrayList<>();
    String addresses = "";
    String line =
        observation
            .paths()
            .getOrDefault(flow, "")
            .replace(" icmp", "_icmp")
            .replaceAll("\\(vxlan ([^ ]*) ttl", "(vxlan_$1_ttl");
    for (String word : line.split(" ", -1)) {
      if (word.startsWith("{")) {
        addresses =
            client.isEmpty()
                ? word
                : word.replace(":" + client + ">", ":*>").replace(":" + client + "}", ":*}");
      } else if (!word.isEmpty()) {
        sightings.add(addresses + " " + word);
      }
    }
    return sightings;
  }

  /** The sender's port; of a request that no tap saw, because a rule rejected it, by the answer. */
  private static String client(Observation observation) {
    Matcher request = CLIENT.matcher(observation.paths().getOrDefault("request", ""));
    if (request.find()) {
      return request.group(1);
    }
    Matcher reply = ANSWERED.matcher(observation.paths().getOrDefault("reply", ""));
    return reply.find() ? reply.group(1) : "";
  }
}
