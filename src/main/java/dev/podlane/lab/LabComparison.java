package dev.podlane.lab;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A trace beside the run of the same probe on a kernel.
 *
 * <p>Requests and replies are compared sighting by sighting, later segments of a connection by the
 * places they pass. Errors, fragments and the copies of a flood are compared without regard to
 * order, as they travel at the same time. Redirects may be missing, since their rate depends on how
 * fast the machine is, but those observed must be predicted; of errors that a host tells itself one
 * may be missing where two timers of the kernel race; address resolution is not compared; the
 * sender's port is masked, and so are ports of users' choice that translation put in its place,
 * where a kernel draws others than the trace.
 *
 * @param flow outcome, request, reply, errors, connection or redirects
 * @param predicted sightings of the trace, in a form that can be compared
 * @param observed sightings on the kernel, in the same form
 */
public record LabComparison(String flow, List<String> predicted, List<String> observed) {
  private static final Pattern CLIENT = Pattern.compile("^\\{[0-9.]+:([0-9]+)>");
  private static final Pattern ANSWERED = Pattern.compile("^\\{[0-9.:]+>[0-9.]+:([0-9]+)}");
  private static final Pattern TOLD_ITSELF =
      Pattern.compile("\\{([0-9.]+)>\\1_icmp3/1} [^ ]*/lo[<>][0-9]+");
  private static final List<String> FLOWS = List.of("request", "reply", "errors");

  public LabComparison {
    predicted = List.copyOf(predicted);
    observed = List.copyOf(observed);
  }

  /** Returns true if there is no difference. */
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
    all.add(connection(predicted, observed));
    List<String> expected = sightings(predicted, "redirects", observed);
    List<String> seen = sightings(observed, "redirects", predicted);
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
    List<String> one = sightings(predicted, flow, observed);
    List<String> other = sightings(observed, flow, predicted);
    optionalHop(one, other);
    if (!one.equals(other) && (flow.equals("errors") || isManifold(one) || isManifold(other))) {
      Collections.sort(one);
      Collections.sort(other);
    }
    if (flow.equals("errors") && isRaceOfTimers(one, other)) {
      return new LabComparison(flow, distinct(one), distinct(other));
    }
    boolean isGathered = flow.equals("errors") && isExchange(predicted);
    return isGathered
        ? new LabComparison(flow, distinct(one), distinct(other))
        : new LabComparison(flow, one, other);
  }

  /**
   * Of what follows on a connection the places are compared, not how many segments pass them: a
   * kernel gathers data into longer segments and acknowledges several at once.
   */
  private static LabComparison connection(Observation predicted, Observation observed) {
    return new LabComparison(
        "connection", places(predicted, observed), places(observed, predicted));
  }

  private static List<String> places(Observation observation, Observation beside) {
    return distinct(sightings(observation, "connection", beside));
  }

  private static List<String> distinct(List<String> sightings) {
    return sightings.stream().distinct().sorted().toList();
  }

  /**
   * Returns true if two lists differ by one error that a host tells itself. A server repeats its
   * SYN-ACK about when the resolution of its neighbour fails, 3 seconds after the first; if the
   * repetition comes first, it waits with the others and gets an error of its own.
   */
  private static boolean isRaceOfTimers(List<String> one, List<String> other) {
    List<String> longer = new ArrayList<>(one.size() > other.size() ? one : other);
    List<String> shorter = one.size() > other.size() ? other : one;
    shorter.forEach(longer::remove);
    List<String> extra = distinct(longer);
    return !extra.isEmpty()
        && extra.size() == longer.size()
        && distinct(one).equals(distinct(other))
        && extra.stream().allMatch(each -> TOLD_ITSELF.matcher(each).matches());
  }

  /** Data went over the connection: one error may be about several segments in one. */
  private static boolean isExchange(Observation observation) {
    return observation.outcome().containsKey("exchanged");
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
   * Removes a sighting that may be missing on either side: with bridge-nf-call-iptables=1 a frame
   * whose destination was translated leaves by the bridge device itself as long as the neighbour is
   * not known to be reachable (br_nf_pre_routing_finish_bridge).
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
  private static List<String> sightings(Observation observation, String flow, Observation beside) {
    String client = client(observation);
    List<String> drawn = DrawnPorts.of(observation, beside);
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
        addresses = masked(masked(word, client, "*"), drawn);
      } else if (!word.isEmpty()) {
        sightings.add(addresses + " " + word);
      }
    }
    return sightings;
  }

  private static String masked(String word, String port, String mask) {
    return port.isEmpty()
        ? word
        : word.replace(":" + port + ">", ":" + mask + ">")
            .replace(":" + port + "}", ":" + mask + "}");
  }

  private static String masked(String word, List<String> drawn) {
    String masked = word;
    for (int at = 0; at < drawn.size(); at++) {
      masked = masked(masked, drawn.get(at), "*" + (at + 1));
    }
    return masked;
  }

  /** The sender's port; of a request that no tap saw, because a rule rejected it, by the answer. */
  static String client(Observation observation) {
    Matcher request = CLIENT.matcher(observation.paths().getOrDefault("request", ""));
    if (request.find()) {
      return request.group(1);
    }
    Matcher reply = ANSWERED.matcher(observation.paths().getOrDefault("reply", ""));
    return reply.find() ? reply.group(1) : "";
  }
}
