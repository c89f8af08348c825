package dev.podlane.console;

import dev.podlane.net.ns.RouteEdits;
import java.util.List;

/** {@code ip route}. */
final class RouteCommands {
  private static final List<String> VERBS =
      List.of(
          "list", "show", "lst", "get", "add", "change", "chg", "replace", "prepend", "append",
          "delete", "flush");

  private RouteCommands() {}

  static Command parse(Words words) {
    String verb = words.hasNext() ? Words.verb(words.next(), "route", VERBS) : "show";
    return switch (verb) {
      case "list", "show", "lst" -> RouteShow.parse(words);
      case "get" -> RouteGet.parse(words);
      case "flush" -> flush(words);
      default -> edit(verb, RouteSpec.read(words));
    };
  }

  /**
   * What was learned about routes is not part of a network, so {@code flush cache} changes nothing.
   * Without any selector ip refuses.
   */
  private static Command flush(Words words) {
    if (!words.hasNext()) {
      throw new RefusalException("\"ip route flush\" requires arguments.", RefusalException.VALUE);
    }
    if (words.take("cache")) {
      if (words.hasNext()) {
        throw Words.garbage(words.peek(), "cache");
      }
      return Place::quiet;
    }
    return RouteShow.parse(words)::flush;
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
