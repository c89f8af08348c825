package dev.podlane.lab;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The ports that translation drew for a sender, of which no two runs have the same. Ports that are
 * equal in trace and kernel were not drawn.
 */
final class DrawnPorts {
  private static final Pattern SENDER = Pattern.compile("\\{[0-9.]+:([0-9]+)>");

  /** Lowest port that is drawn where any will do (nf_nat_l4proto_unique_tuple). */
  private static final int LOWEST = 1024;

  private DrawnPorts() {}

  /** Those of one observation, in the order in which they were seen on the way of the request. */
  static List<String> of(Observation observation, Observation beside) {
    List<String> own = senders(observation);
    List<String> others = senders(beside);
    List<String> drawn = new ArrayList<>();
    if (own.size() == others.size()) {
      for (int at = 0; at < own.size(); at++) {
        if (!own.get(at).equals(others.get(at))) {
          drawn.add(own.get(at));
        }
      }
    }
    return drawn;
  }

  /** The sender's ports on the way of a request, but for its own. */
  private static List<String> senders(Observation observation) {
    String client = LabComparison.client(observation);
    List<String> ports = new ArrayList<>();
    Matcher sender = SENDER.matcher(observation.paths().getOrDefault("request", ""));
    while (sender.find()) {
      String port = sender.group(1);
      boolean isHigh = Integer.parseInt(port) >= LOWEST;
      if (isHigh && !port.equals(client) && !ports.contains(port)) {
        ports.add(port);
      }
    }
    return ports;
  }
}
