package dev.podlane.web.api.view;

import dev.podlane.net.filter.Target;
import dev.podlane.net.filter.Verdict.Hit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a rule that matched did, and what chance could have chosen instead. */
final class HitWords {
  private final Words words;

  HitWords(Words words) {
    this.words = words;
  }

  /**
   * The note of a rule that matched.
   *
   * @param number which of the matches it was, from 1
   * @param others chains chance could have chosen instead
   */
  String of(int number, Hit hit, List<String> others) {
    List<String> args = new ArrayList<>(List.of(Integer.toString(number), chain(hit)));
    String note = words.say("evidence.filter.hit." + variant(hit.rule().target()), args);
    return others.isEmpty()
        ? note
        : note + " " + words.say("evidence.filter.others", String.join(", ", others));
  }

  private static String chain(Hit hit) {
    Target target = hit.rule().target();
    if (target instanceof Target.Jump jump) {
      return jump.chain();
    }
    return target instanceof Target.Goto to ? to.chain() : "";
  }

  private static String variant(@Nullable Target target) {
    if (target instanceof Target.Jump || target instanceof Target.Goto) {
      return "jump";
    }
    if (target instanceof Target.Return) {
      return "return";
    }
    if (target instanceof Target.Mark || target instanceof Target.ConnectionMark) {
      return "mark";
    }
    boolean goesOn =
        target == null
            || target instanceof Target.Log
            || target instanceof Target.TcpMss
            || target instanceof Target.NoTrack;
    return goesOn ? "on" : "ends";
  }
}
