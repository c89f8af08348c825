package dev.podlane.console.iptables.option;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** {@code src,dst}: which side of a packet each dimension of a set is about. */
public final class SetDirections {
  /** IPSET_DIM_MAX. */
  private static final int MAX = 6;

  private SetDirections() {}

  /**
   * Reads a list such as {@code src,dst}: true for each dimension that is matched with the source.
   */
  public static List<Boolean> read(String words) {
    List<Boolean> sources = new ArrayList<>();
    for (String word : words.split(",", -1)) {
      if (!word.equals("src") && !word.equals("dst")) {
        throw IptablesException.usage(
            "You must spececify (the comma separated list of) 'src' or 'dst'.");
      }
      sources.add(word.equals("src"));
    }
    if (sources.size() > MAX) {
      throw IptablesException.usage("Can't be more src/dst options than " + MAX + ".");
    }
    return sources;
  }

  /** Returns the directions as iptables prints them. */
  public static String text(List<Boolean> sources) {
    return sources.stream().map(is -> is ? "src" : "dst").collect(Collectors.joining(","));
  }
}
