package dev.podlane.cluster.dns;

import dev.podlane.net.addr.Ip;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The file {@code resolv.conf} of a program (resolv.conf(5)).
 *
 * @param nameservers servers in the order in which they are asked
 * @param searches domains that names are completed with, in order
 * @param options {@code name} or {@code name:value}
 */
public record ResolvConf(List<Ip> nameservers, List<String> searches, List<String> options) {
  private static final int DEFAULT_NDOTS = 1;
  private static final int MOST_NDOTS = 15;
  private static final int DEFAULT_ATTEMPTS = 2;
  private static final int MOST_ATTEMPTS = 5;
  private static final int DEFAULT_TIMEOUT = 5;
  private static final int MOST_TIMEOUT = 30;

  public ResolvConf {
    nameservers = List.copyOf(nameservers);
    searches = List.copyOf(searches);
    options = List.copyOf(options);
  }

  /** Number of dots from which on a name is first asked for as it is (rule 79). */
  public int ndots() {
    return number("ndots", 0, DEFAULT_NDOTS, MOST_NDOTS);
  }

  /** Number of times that every server is asked. */
  public int attempts() {
    return number("attempts", 1, DEFAULT_ATTEMPTS, MOST_ATTEMPTS);
  }

  /** Seconds to wait for an answer. */
  public int timeout() {
    return number("timeout", 1, DEFAULT_TIMEOUT, MOST_TIMEOUT);
  }

  /** Returns true if an option without a value is there. */
  public boolean has(String option) {
    return options.contains(option);
  }

  /** The value of an option as glibc reads it: bounded, and 0 where it is no number. */
  private int number(String option, int least, int absent, int most) {
    int value = absent;
    for (String each : options) {
      if (each.startsWith(option + ":")) {
        String digits = each.substring(option.length() + 1);
        int length = 0;
        while (length < digits.length() && length < 6 && Character.isDigit(digits.charAt(length))) {
          length++;
        }
        value = length == 0 ? 0 : Integer.parseInt(digits.substring(0, length));
      }
    }
    return Math.max(least, Math.min(most, value));
  }

  /** The file as the container runtime writes it (containerd, {@code parseDNSOptions}). */
  public String text() {
    StringBuilder text = new StringBuilder();
    if (!searches.isEmpty()) {
      text.append("search ").append(String.join(" ", searches)).append('\n');
    }
    text.append(
        nameservers.stream()
            .map(server -> "nameserver " + server + "\n")
            .collect(Collectors.joining()));
    if (!options.isEmpty()) {
      text.append("options ").append(String.join(" ", options)).append('\n');
    }
    return text.toString();
  }
}
