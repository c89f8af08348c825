package dev.podlane.console.route;

import dev.podlane.console.command.ArgCursor;
import dev.podlane.console.command.ArgValues;
import dev.podlane.console.command.CommandException;
import dev.podlane.net.route.RuleDetails;

/** Reads the words of a rule that few rules have (iprule_modify in ip/iprule.c). */
final class RuleDetailWords {
  /** The bits that a rule may ask for (IPTOS_TOS_MASK without those for congestion). */
  private static final int SERVICES = 0x1c;

  private final ArgCursor words;
  private int tos;
  private long firstUser = -1;
  private long lastUser = -1;
  private long tunnel;
  private boolean l3mdev;
  private long suppressedGroup = -1;
  private String realms = "";
  private boolean map;

  RuleDetailWords(ArgCursor words) {
    this.words = words;
  }

  boolean isL3mdev() {
    return l3mdev;
  }

  RuleDetails done() {
    return new RuleDetails(tos, firstUser, lastUser, tunnel, l3mdev, suppressedGroup, realms, map);
  }

  /** Takes a word if it is one of these. */
  boolean take(String word) {
    switch (word) {
      case "tos", "dsfield" -> service(words.next());
      case "uidrange" -> users(words.next());
      case "tun_id" -> tunnel = IpRuleReader.number(words.next(), "\"tun_id\" value is invalid");
      case "l3mdev" -> l3mdev = true;
      case "suppress_ifgroup", "sup_group" -> group(words.next());
      case "realms", "realm" -> realms = RouteMetricWords.realms("realms", words.next());
      case "nat", "map-to" -> {
        ArgValues.address(words.next());
        map = true;
      }
      default -> {
        return false;
      }
    }
    return true;
  }

  private void service(String word) {
    tos = RouteMetricWords.service(word);
    if ((tos & ~SERVICES) != 0) {
      throw CommandException.kernel("Error: Invalid tos.");
    }
  }

  private void users(String word) {
    if (!word.matches("[0-9]{1,10}-[0-9]{1,10}")) {
      throw ArgCursor.wrong(word, "invalid UID range");
    }
    int dash = word.indexOf('-');
    firstUser = Long.parseLong(word.substring(0, dash));
    lastUser = Long.parseLong(word.substring(dash + 1));
    if (firstUser > lastUser) {
      throw CommandException.kernel("Error: Invalid uid range.");
    }
  }

  private void group(String word) {
    boolean isNumber = word.matches("[0-9]{1,9}|0x[0-9a-fA-F]{1,7}");
    if (!isNumber && !word.equals("default")) {
      throw ArgCursor.wrong(word, "Invalid \"suppress_ifgroup\" value");
    }
    suppressedGroup = isNumber ? Long.decode(word.replaceFirst("^0+(?=[0-9])", "")) : 0;
  }
}
