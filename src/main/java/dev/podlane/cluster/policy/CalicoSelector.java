package dev.podlane.cluster.policy;

import dev.podlane.cluster.select.LabelSelector;
import dev.podlane.cluster.select.Requirement;
import dev.podlane.cluster.select.Requirement.Operator;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads Calico's selector expressions (projectcalico/calico libcalico-go {@code selector/parser})
 * as far as label selectors can say the same: conditions joined by {@code &&}.
 */
final class CalicoSelector {
  private static final int LONGEST = 10_000;
  private static final String KEY = "([-A-Za-z0-9_./]+)";
  private static final String VALUE = "('[^'&]*'|\"[^\"&]*\")";
  private static final Pattern EQUAL = Pattern.compile(KEY + "\\s*(==|!=)\\s*" + VALUE);
  private static final Pattern HAS = Pattern.compile("(!?)\\s*has\\(\\s*" + KEY + "\\s*\\)");
  private static final Pattern IN = Pattern.compile(KEY + "\\s+(not\\s+)?in\\s*\\{([^{}]*)}");
  private static final Pattern IN_VALUE = Pattern.compile(VALUE);

  private CalicoSelector() {}

  /** The selector; null if no label selector says the same. */
  static @Nullable LabelSelector read(String text) {
    String stripped = text.strip();
    if (stripped.isEmpty() || stripped.equals("all()")) {
      return LabelSelector.EVERYTHING;
    }
    if (stripped.length() > LONGEST) {
      return null;
    }
    List<Requirement> requirements = new ArrayList<>();
    for (String part : stripped.split("&&", -1)) {
      Requirement requirement = requirement(part.strip());
      // Calico adds labels of its own, which are not the pod's.
      if (requirement == null || requirement.key().startsWith("projectcalico.org/")) {
        return null;
      }
      requirements.add(requirement);
    }
    return new LabelSelector(new TreeMap<>(), requirements);
  }

  private static @Nullable Requirement requirement(String text) {
    Matcher equal = EQUAL.matcher(text);
    if (equal.matches()) {
      Operator operator = equal.group(2).equals("==") ? Operator.IN : Operator.NOT_IN;
      return new Requirement(equal.group(1), operator, List.of(unquoted(equal.group(3))));
    }
    Matcher has = HAS.matcher(text);
    if (has.matches()) {
      Operator operator = has.group(1).isEmpty() ? Operator.EXISTS : Operator.DOES_NOT_EXIST;
      return new Requirement(has.group(2), operator, List.of());
    }
    Matcher in = IN.matcher(text);
    if (in.matches()) {
      List<String> values = new ArrayList<>();
      Matcher each = IN_VALUE.matcher(in.group(3));
      while (each.find()) {
        values.add(unquoted(each.group(1)));
      }
      Operator operator = in.group(2) == null ? Operator.IN : Operator.NOT_IN;
      return new Requirement(in.group(1), operator, values);
    }
    return null;
  }

  private static String unquoted(String quoted) {
    return quoted.substring(1, quoted.length() - 1);
  }
}
