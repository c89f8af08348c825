package dev.podlane.console.route;

import dev.podlane.console.command.ArgCursor;
import dev.podlane.console.command.ArgValues;
import dev.podlane.console.command.Command;
import dev.podlane.console.command.CommandException;
import dev.podlane.console.link.IpOptions;
import dev.podlane.net.addr.InterfaceAddress;
import dev.podlane.net.ns.NetworkNamespace;
import dev.podlane.net.ns.RuleEdits;
import dev.podlane.net.route.PolicyRule;
import dev.podlane.net.route.RuleAction;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** {@code ip rule}. */
public final class IpRuleCommands {
  private static final List<String> VERBS =
      List.of("list", "lst", "show", "add", "delete", "flush");

  private IpRuleCommands() {}

  public static Command parse(ArgCursor words, IpOptions options) {
    String verb = words.hasNext() ? ArgCursor.verb(words.next(), "rule", VERBS) : "show";
    return switch (verb) {
      case "add", "delete" -> edit(verb.equals("add"), words);
      case "flush" -> flush(filter(words));
      default -> show(filter(words), options);
    };
  }

  private static Command edit(boolean adds, ArgCursor words) {
    if (!words.hasNext()) {
      throw new CommandException(
          "\"ip rule " + (adds ? "add" : "del") + "\" requires arguments.", CommandException.VALUE);
    }
    IpRuleSpec spec = new IpRuleReader(words).read();
    return adds
        ? place -> place.changed(RuleEdits.add(place.ns(), spec.rule(place.ns())))
        : place -> place.changed(RuleEdits.remove(place.ns(), spec::fits));
  }

  private static Command show(Predicate<PolicyRule> wanted, IpOptions options) {
    return place -> {
      List<PolicyRule> rules = place.ns().routes().rules().stream().filter(wanted).toList();
      return place.says(
          options.json()
              ? options.json(rules.stream().map(rule -> RouteJson.of(place.ns(), rule)).toList())
              : rules.stream()
                  .map(rule -> IpRuleText.line(place.ns(), rule))
                  .collect(Collectors.joining("\n")));
    };
  }

  /** Rules of priority 0 stay: the kernel does not tell their priority, and ip asks by it. */
  private static Command flush(Predicate<PolicyRule> wanted) {
    return place -> {
      NetworkNamespace ns = place.ns();
      List<PolicyRule> left = new ArrayList<>(ns.routes().rules());
      boolean changes = left.removeIf(wanted.and(rule -> rule.priority() != 0));
      return changes ? place.changed(ns.withRoutes(ns.routes().withRules(left))) : place.quiet();
    };
  }

  private static Predicate<PolicyRule> filter(ArgCursor words) {
    Predicate<PolicyRule> filter = rule -> true;
    while (words.hasNext()) {
      filter = filter.and(filter(words.next(), words));
    }
    return filter;
  }

  private static Predicate<PolicyRule> filter(String word, ArgCursor words) {
    switch (word) {
      case "pref", "preference", "prio", "priority", "order" -> {
        long priority = IpRuleReader.priority(words.next());
        return rule -> rule.priority() == priority;
      }
      case "table", "lookup" -> {
        String table = IpRuleReader.table(words.next(), "table id value is invalid");
        return rule ->
            rule.action() instanceof RuleAction.Lookup lookup && lookup.table().equals(table);
      }
      case "from" -> {
        InterfaceAddress block = ArgValues.loosePrefix(words.next());
        return rule -> isWithin(block, rule.selector().from());
      }
      case "to" -> {
        InterfaceAddress block = ArgValues.loosePrefix(words.next());
        return rule -> isWithin(block, rule.selector().to());
      }
      case "iif", "dev" -> {
        String device = words.next();
        return rule -> device.equals(rule.selector().in());
      }
      case "oif" -> {
        String device = words.next();
        return rule -> device.equals(rule.selector().out());
      }
      case "fwmark" -> {
        int mark = IpRuleReader.markOf(words.next());
        return rule -> rule.selector().mark() == mark;
      }
      default ->
          throw new CommandException(
              "Error: inet prefix is expected rather than \"" + word + "\".",
              CommandException.VALUE);
    }
  }

  private static boolean isWithin(InterfaceAddress wide, @Nullable InterfaceAddress block) {
    return wide.length() == 0
        || (block != null && block.length() >= wide.length() && wide.prefix().contains(block.ip()));
  }
}
