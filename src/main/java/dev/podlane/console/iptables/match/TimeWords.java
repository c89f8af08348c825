package dev.podlane.console.iptables.match;

import dev.podlane.console.iptables.option.ExtensionOptions;
import dev.podlane.console.iptables.option.ExtensionOptions.Given;
import dev.podlane.console.iptables.option.IptablesException;
import dev.podlane.console.iptables.option.SavedWords;
import dev.podlane.net.filter.Match;
import dev.podlane.net.filter.OtherMatch;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code -m time}, as it is saved (extensions/libxt_time.c). */
final class TimeWords {
  static final String OPTIONS =
      "--datestart:1- --datestop:1- --timestart:1- --timestop:1- --monthdays:1 --weekdays:1"
          + " --localtz:0- --utc:0- --kerneltz:0- --contiguous:0-";

  /** The last second that 31 bits count. */
  private static final String LAST = "2038-01-19T03:14:07";

  private static final int LAST_SECOND = 86_399;
  private static final int MONTH = 31;
  private static final List<String> DAYS = List.of("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun");
  private static final Pattern TIME = Pattern.compile("(\\d{1,2}):(\\d{1,2})(?::(\\d{1,2}))?");
  private static final Pattern DATE =
      Pattern.compile(
          "(\\d{4})(?:-(\\d{1,2})(?:-(\\d{1,2})(?:T(\\d{1,2})(?::(\\d{1,2})(?::(\\d{1,2}))?)?)?)?)?");

  private TimeWords() {}

  static List<Match> read(ExtensionOptions loaded) {
    loaded.exclusive("--localtz", "--utc", "--kerneltz");
    int start = time(loaded, "--timestart", 0);
    int stop = time(loaded, "--timestop", LAST_SECOND);
    if (loaded.has("--contiguous") && start < stop) {
      throw IptablesException.usage(
          "time: --contiguous only makes sense when stoptime is smaller than starttime");
    }
    SavedWords words = new SavedWords("time");
    if (start != 0 || stop != LAST_SECOND) {
      words.add("--timestart " + clock(start)).add("--timestop " + clock(stop));
    }
    days(loaded, "--monthdays", MONTH, words);
    days(loaded, "--weekdays", DAYS.size(), words);
    loaded.given("--datestart").ifPresent(given -> words.add("--datestart " + date(loaded, given)));
    words.add("--datestop " + loaded.given("--datestop").map(it -> date(loaded, it)).orElse(LAST));
    words.addIf(loaded.has("--kerneltz"), "--kerneltz");
    words.addIf(loaded.has("--contiguous"), "--contiguous");
    return List.of(new OtherMatch.Unknown("-m " + words));
  }

  private static int time(ExtensionOptions loaded, String option, int otherwise) {
    Optional<Given> given = loaded.given(option);
    if (given.isEmpty()) {
      return otherwise;
    }
    Matcher parts = TIME.matcher(given.get().value());
    int hour = parts.matches() ? Integer.parseInt(parts.group(1)) : -1;
    int minute = hour < 0 ? -1 : Integer.parseInt(parts.group(2));
    int second = hour < 0 || parts.group(3) == null ? 0 : Integer.parseInt(parts.group(3));
    if (hour < 0 || hour > 23 || minute > 59 || second > 59) {
      throw IptablesException.usage(
          "invalid time \"%s\" specified, should be hh:mm[:ss] format and within the boundaries"
              .formatted(given.get().value()));
    }
    return (hour * 60 + minute) * 60 + second;
  }

  private static String clock(int seconds) {
    return "%02d:%02d:%02d".formatted(seconds / 3_600, seconds / 60 % 60, seconds % 60);
  }

  /** Days that are meant; those of a negated list are all others. */
  private static void days(ExtensionOptions loaded, String option, int most, SavedWords words) {
    Optional<Given> given = loaded.given(option);
    if (given.isEmpty()) {
      return;
    }
    List<Integer> named = new ArrayList<>();
    for (String word : given.get().value().split(",", -1)) {
      named.add(option.equals("--weekdays") ? weekday(loaded, word) : monthday(loaded, word));
    }
    List<String> meant = new ArrayList<>();
    for (int day = 1; day <= most; day++) {
      if (named.contains(day) != given.get().inverted()) {
        meant.add(option.equals("--weekdays") ? DAYS.get(day - 1) : "" + day);
      }
    }
    words.addIf(meant.size() < most, option + " " + String.join(",", meant));
  }

  private static int weekday(ExtensionOptions loaded, String word) {
    if (word.matches("[1-7]")) {
      return Integer.parseInt(word);
    }
    String begin = word.toLowerCase(Locale.ROOT);
    for (int day = 0; day < DAYS.size() && begin.length() >= 2; day++) {
      if (DAYS.get(day).toLowerCase(Locale.ROOT).startsWith(begin)) {
        return day + 1;
      }
    }
    throw loaded.badValue("--weekdays", word);
  }

  private static int monthday(ExtensionOptions loaded, String word) {
    int day = word.matches("[0-9]{1,2}") ? Integer.parseInt(word) : 0;
    if (day < 1 || day > MONTH) {
      throw loaded.badValue("--monthdays", word);
    }
    return day;
  }

  private static String date(ExtensionOptions loaded, Given given) {
    Matcher parts = DATE.matcher(given.value());
    if (!parts.matches()) {
      throw loaded.badValue(given.option(), given.value());
    }
    int[] numbers = new int[6];
    for (int at = 0; at < numbers.length; at++) {
      String part = parts.group(at + 1);
      numbers[at] = part != null ? Integer.parseInt(part) : at == 1 || at == 2 ? 1 : 0;
    }
    return "%04d-%02d-%02dT%02d:%02d:%02d"
        .formatted(numbers[0], numbers[1], numbers[2], numbers[3], numbers[4], numbers[5]);
  }
}
