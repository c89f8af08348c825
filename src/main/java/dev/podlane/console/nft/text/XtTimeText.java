package dev.podlane.console.nft.text;

import java.util.ArrayList;
import java.util.List;

/** {@code -m time} in nft's words; days of a month have none (time_xlate). */
final class XtTimeText {
  private static final List<String> DAYS = List.of("Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat");
  private static final String LAST = "2038-01-19T03:14:07";

  private XtTimeText() {}

  static String of(XtOptions options) {
    if (options.has("--monthdays")) {
      return "xt match time";
    }
    List<String> parts = new ArrayList<>();
    if (options.has("--timestart")) {
      parts.add(
          "meta hour \"%s\"-\"%s\""
              .formatted(options.value("--timestart"), options.value("--timestop")));
    }
    if (options.has("--weekdays")) {
      List<String> days =
          List.of(options.value("--weekdays").split(",", -1)).stream()
              .map(day -> "" + DAYS.indexOf(day))
              .toList();
      parts.add(
          "meta day " + (days.size() == 1 ? days.get(0) : "{ " + String.join(", ", days) + " }"));
    }
    boolean hasDates = options.has("--datestart") || !options.value("--datestop").equals(LAST);
    if (hasDates) {
      String start =
          options.has("--datestart") ? options.value("--datestart") : "1970-01-01T00:00:00";
      parts.add(
          "meta time \"%s\"-\"%s\""
              .formatted(start.replace('T', ' '), options.value("--datestop").replace('T', ' ')));
    }
    // nft's library leaves a blank before each (time_xlate)
    return parts.isEmpty() ? "" : " " + String.join(" ", parts);
  }
}
