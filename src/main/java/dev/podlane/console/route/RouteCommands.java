package dev.podlane.console.route;

import dev.podlane.console.command.ArgCursor;
import dev.podlane.console.command.Command;
import dev.podlane.console.command.CommandContext;
import dev.podlane.console.command.CommandException;
import dev.podlane.console.link.IpOptions;
import dev.podlane.net.ns.RouteEdits;
import java.util.List;

/** {@code ip route}. */
public final class RouteCommands {
  private static final List<String> VERBS =
      List.of(
          "list", "show", "lst", "get", "add", "change", "chg", "replace", "prepend", "append",
          "delete", "flush");

  private RouteCommands() {}

  public static Command parse(ArgCursor words, IpOptions options) {
    String verb = words.hasNext() ? ArgCursor.verb(words.next(), "route", VERBS) : "show";
    return switch (verb) {
      case "list", "show", "lst" -> RouteShow.parse(words, options);
      case "get" -> RouteGet.parse(words);
      case "flush" -> flush(words);
      default -> edit(verb, RouteSpec.read(words));
    };
  }

  /**
   * Reads {@code flush}. Learned exceptions are not part of a network, so {@code flush cache}
   * changes nothing. Without any selector ip refuses.
   */
  private static Command flush(ArgCursor words) {
    if (!words.hasNext()) {
      throw new CommandException("\"ip route flush\" requires arguments.", CommandException.VALUE);
    }
    if (words.take("cache")) {
      if (words.hasNext()) {
        throw ArgCursor.garbage(words.peek(), "cache");
      }
      return CommandContext::quiet;
    }
    return RouteShow.parse(words, IpOptions.NONE)::flush;
  }

  private static Command edit(String verb, RouteSpec spec) {
    String table = spec.table();
    return switch (verb) {
      case "add" -> place -> place.changed(RouteEdits.add(place.ns(), table, spec.route()));
      case "replace" -> place -> place.changed(RouteEdits.replace(place.ns(), table, spec.route()));
      case "append" -> place -> place.changed(RouteEdits.append(place.ns(), table, spec.route()));
      case "prepend" -> place -> place.changed(RouteEdits.prepend(place.ns(), table, spec.route()));
      case "delete" -> place -> place.changed(spec.removed(place.ns(), table));
      default -> place -> place.changed(RouteEdits.change(place.ns(), table, spec.route()));
    };
  }
}
