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
      case "flush" -> flushCache(words);
      default -> edit(verb, RouteSpec.read(words));
    };
  }

  /** The routes themselves stay; what was learned about them is not part of a network. */
  private static Command flushCache(Words words) {
    if (!words.take("cache") || words.hasNext()) {
      throw Words.garbage(words.peek(), "cache");
    }
    return Place::quiet;
  }

  private static Command edit(String verb, RouteSpec spec) {
    return switch (verb) {
      case "add" -> place -> place.changed(RouteEdits.add(place.ns(), spec.route()));
      case "replace" -> place -> place.changed(RouteEdits.replace(place.ns(), spec.route()));
      case "append" -> place -> place.changed(RouteEdits.append(place.ns(), spec.route()));
      case "prepend" -> place -> place.changed(RouteEdits.prepend(place.ns(), spec.route()));
      case "delete" -> place -> place.changed(RouteEdits.remove(place.ns(), spec::fits));
      default -> place -> place.changed(RouteEdits.change(place.ns(), spec.route()));
    };
  }
}
