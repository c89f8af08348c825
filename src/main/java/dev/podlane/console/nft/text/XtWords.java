package dev.podlane.console.nft.text;

import java.util.ArrayList;
import java.util.List;

/** Words of an extension's options; one in quotes has blanks. */
final class XtWords {
  private static final List<String> LEVELS =
      List.of("emerg", "alert", "crit", "err", "warn", "notice", "info", "debug");

  private XtWords() {}

  static List<String> of(String text) {
    List<String> words = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    boolean quoted = false;
    for (int at = 0; at < text.length(); at++) {
      char next = text.charAt(at);
      if (next == '"') {
        quoted = !quoted;
      } else if (next == ' ' && !quoted) {
        words.add(word.toString());
        word.setLength(0);
      } else {
        word.append(next);
      }
    }
    words.add(word.toString());
    return words;
  }

  /** Level and flags of LOG. */
  static String logging(List<String> words) {
    StringBuilder text = new StringBuilder();
    String level = after(words, "--log-level");
    if (!level.isEmpty() && !level.equals("4")) {
      int number = level.matches("[0-7]") ? Integer.parseInt(level) : -1;
      text.append(" level ").append(number < 0 ? level : LEVELS.get(number));
    }
    List<String> tcp = new ArrayList<>();
    if (words.contains("--log-tcp-sequence")) {
      tcp.add("sequence");
    }
    if (words.contains("--log-tcp-options")) {
      tcp.add("options");
    }
    if (!tcp.isEmpty()) {
      text.append(" flags tcp ").append(String.join(",", tcp));
    }
    text.append(words.contains("--log-ip-options") ? " flags ip options" : "");
    text.append(words.contains("--log-uid") ? " flags skuid" : "");
    text.append(words.contains("--log-macdecode") ? " flags ether" : "");
    return text.toString();
  }

  /** The word behind one of these; empty if none is there. */
  static String after(List<String> words, String... options) {
    for (String option : options) {
      int at = words.indexOf(option);
      if (at >= 0 && at + 1 < words.size()) {
        return words.get(at + 1);
      }
    }
    return "";
  }
}
