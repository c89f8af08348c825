package dev.podlane.terminal.kubectl;

import dev.podlane.console.command.CommandException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A selector as {@code -l} takes it: {@code app=web,tier!=db,env in (a, b),!legacy}. */
record Selector(List<Term> terms) {
  private static final Pattern TERM =
      Pattern.compile(
          "\\s*(?:(?<not>!)\\s*(?<absent>[\\w./-]+)|(?<key>[\\w./-]+)\\s*"
              + "(?:(?<op>==?|!=)\\s*(?<value>[\\w.-]*)|\\s(?<set>in|notin)\\s*\\((?<list>[^()]*)\\))?)"
              + "\\s*(?:,|$)");

  /**
   * A condition.
   *
   * @param values one of them is meant; empty if the label's presence is
   * @param wanted false if the opposite is meant
   */
  record Term(String key, List<String> values, boolean wanted) {
    boolean matches(Map<String, String> labels) {
      String value = labels.get(key);
      boolean holds = value != null && (values.isEmpty() || values.contains(value));
      return holds == wanted;
    }
  }

  /**
   * Reads a selector; an empty one selects everything.
   *
   * @throws CommandException in kubectl's words if it is none
   */
  static Selector of(String text) {
    List<Term> terms = new ArrayList<>();
    Matcher term = TERM.matcher(text);
    int at = 0;
    while (at < text.length()) {
      if (!term.find(at) || term.start() != at) {
        throw new CommandException("error: unable to parse requirement: " + text, 1);
      }
      terms.add(term(term));
      at = term.end();
    }
    return new Selector(terms);
  }

  private static Term term(Matcher term) {
    String absent = term.group("absent");
    if (absent != null) {
      return new Term(absent, List.of(), false);
    }
    String key = "" + term.group("key");
    String list = term.group("list");
    if (list != null) {
      List<String> values = new ArrayList<>();
      for (String each : list.split(",", -1)) {
        values.add(each.strip());
      }
      return new Term(key, values, "in".equals(term.group("set")));
    }
    String value = term.group("value");
    return new Term(
        key, value == null ? List.of() : List.of(value), !"!=".equals(term.group("op")));
  }

  boolean isEverything() {
    return terms.isEmpty();
  }

  boolean matches(Map<String, String> labels) {
    return terms.stream().allMatch(each -> each.matches(labels));
  }
}
