package dev.podlane.console.route;

import dev.podlane.console.command.ArgCursor;
import dev.podlane.console.command.ArgValues;
import dev.podlane.console.command.CommandException;
import dev.podlane.net.addr.InterfaceAddress;
import dev.podlane.net.route.PolicyRule;
import dev.podlane.net.route.RouteType;
import dev.podlane.net.route.RuleAction;
import dev.podlane.net.route.RuleSelector;
import dev.podlane.net.route.RuleSelector.Ports;
import dev.podlane.net.route.TableNames;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the words of a rule in any order (iprule_modify in ip/iprule.c). */
final class IpRuleReader {
  private static final Map<String, RouteType> REFUSALS =
      Map.of(
          "blackhole", RouteType.BLACKHOLE,
          "unreachable", RouteType.UNREACHABLE,
          "prohibit", RouteType.PROHIBIT);
  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,10}|0x[0-9a-fA-F]{1,8}");
  private static final int ALL_BITS = -1;
  private static final int LONGEST_NAME = 15;

  private final ArgCursor words;
  private final RuleDetailWords details;
  private @Nullable Long priority;
  private boolean not;
  private @Nullable InterfaceAddress from;
  private @Nullable InterfaceAddress to;
  private @Nullable String in;
  private @Nullable String out;
  private int mark;
  private int mask;
  private int ipProtocol;
  private @Nullable Ports sourcePorts;
  private @Nullable Ports destinationPorts;
  private @Nullable String table;
  private int suppressed = -1;
  private @Nullable RuleAction action;
  private @Nullable String protocol;

  IpRuleReader(ArgCursor words) {
    this.words = words;
    this.details = new RuleDetailWords(words);
  }

  IpRuleSpec read() {
    while (words.hasNext()) {
      String word = words.next();
      if (!select(word) && !details.take(word) && !act(word)) {
        throw ArgCursor.wrong(word, "Failed to parse rule type");
      }
    }
    RuleSelector selector =
        new RuleSelector(
            not,
            from,
            to,
            in,
            out,
            mark,
            mask,
            ipProtocol,
            sourcePorts,
            destinationPorts,
            details.done());
    if (details.isL3mdev() && (table != null || action != null)) {
      throw new CommandException(
          "table can not be specified for l3mdev rules", CommandException.GARBAGE);
    }
    return new IpRuleSpec(priority, selector, table, suppressed, action, protocol);
  }

  private boolean select(String word) {
    switch (word) {
      case "not" -> not = true;
      case "from" -> from = block(words.next());
      case "to" -> to = block(words.next());
      case "iif", "dev" -> in = device(words.next(), "\"iif\"/\"dev\" not a valid ifname");
      case "oif" -> out = device(words.next(), "\"oif\" not a valid ifname");
      case "fwmark" -> mark(words.next());
      case "ipproto" -> ipProtocol = ipProtocol(words.next());
      case "sport" -> sourcePorts = ports(words.next(), "sport");
      case "dport" -> destinationPorts = ports(words.next(), "dport");
      default -> {
        return false;
      }
    }
    return true;
  }

  private boolean act(String word) {
    switch (word) {
      case "pref", "preference", "prio", "priority", "order" -> priority = priority(words.next());
      case "table", "lookup" -> table = table(words.next(), "invalid table ID");
      case "suppress_prefixlength", "sup_pl" ->
          suppressed = words.number(0, "suppress_prefixlength value is invalid");
      case "proto", "protocol" -> protocol = protocol(words.next());
      case "goto" -> action = new RuleAction.GoTo(number(words.next(), "invalid target"));
      case "nop" -> action = new RuleAction.Nop();
      case "type" -> type(words.next());
      default -> {
        if (!word.equals("unicast") && !REFUSALS.containsKey(word)) {
          return false;
        }
        type(word);
      }
    }
    return true;
  }

  private void type(String word) {
    RouteType refusal = REFUSALS.get(word);
    if (refusal == null && !word.equals("unicast")) {
      throw ArgCursor.wrong(word, "Failed to parse rule type");
    }
    action = refusal == null ? null : new RuleAction.Refuse(refusal);
  }

  /** Host bits stay; 0/0 is the same as nothing. */
  private static @Nullable InterfaceAddress block(String text) {
    InterfaceAddress block = ArgValues.loosePrefix(text);
    return block.length() == 0 ? null : block;
  }

  private static String device(String name, String wrong) {
    if (name.isEmpty() || name.length() > LONGEST_NAME || name.indexOf('/') >= 0) {
      throw ArgCursor.wrong(name, wrong);
    }
    return name;
  }

  /** A mark without a mask must be equal in all bits; mark 0 without a mask is any. */
  private void mark(String text) {
    int slash = text.indexOf('/');
    mark =
        (int) number(slash < 0 ? text : text.substring(0, slash), text, "fwmark value is invalid");
    mask =
        slash < 0
            ? mark == 0 ? 0 : ALL_BITS
            : (int) number(text.substring(slash + 1), text, "fwmask value is invalid");
  }

  static int ipProtocol(String text) {
    return IpProtocols.of(text)
        .orElseThrow(() -> ArgCursor.wrong(text, "Invalid \"ipproto\" value"));
  }

  private static Ports ports(String text, String keyword) {
    if (!text.matches("[0-9]{1,5}(-[0-9]{1,5})?")) {
      throw ArgCursor.wrong(text, "invalid " + keyword + " range");
    }
    int dash = text.indexOf('-');
    int first = Integer.parseInt(dash < 0 ? text : text.substring(0, dash));
    int last = dash < 0 ? first : Integer.parseInt(text.substring(dash + 1));
    first &= 0xffff; // as sscanf reads it
    last &= 0xffff;
    if (first == 0 || first > last) {
      throw CommandException.kernel("Error: Invalid " + keyword + " range.");
    }
    return new Ports(first, last);
  }

  static String table(String text, String wrong) {
    return TableNames.of(text).orElseThrow(() -> ArgCursor.wrong(text, wrong));
  }

  static long priority(String text) {
    return number(text, "preference value is invalid");
  }

  private static String protocol(String text) {
    return RouteProtocols.of(text)
        .orElseThrow(() -> ArgCursor.wrong(text, "\"protocol\" value is invalid"));
  }

  static long number(String text, String wrong) {
    return number(text, text, wrong);
  }

  /** A number of 32 bits; 0x begins a hexadecimal one. */
  private static long number(String text, String argument, String wrong) {
    boolean isNumber = NUMBER.matcher(text).matches();
    long number = !isNumber ? -1 : text.startsWith("0x") ? Long.decode(text) : Long.parseLong(text);
    if (number < 0 || number > PolicyRule.MAX_PRIORITY) {
      throw ArgCursor.wrong(argument, wrong);
    }
    return number;
  }

  static int markOf(String text) {
    return (int) number(text, "fwmark value is invalid");
  }
}
