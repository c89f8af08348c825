package dev.podlane.answer.evidence;

import dev.podlane.answer.Localizer;
import dev.podlane.console.iptables.target.TargetText;
import dev.podlane.net.filter.Effect;
import dev.podlane.net.filter.Target;
import dev.podlane.net.filter.Verdict.Hit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The action of a rule that matched, and the other rules that chance could have chosen. */
final class HitWords {
  private final Localizer words;

  HitWords(Localizer words) {
    this.words = words;
  }

  /**
   * The note of a rule that matched.
   *
   * @param number number of the match, from 1
   * @param others chains chance could have chosen instead
   */
  String of(int number, Hit hit, List<String> others) {
    List<String> args = new ArrayList<>(List.of(Integer.toString(number), chain(hit)));
    String note = words.say("evidence.filter.hit." + variant(hit.did()), args);
    return others.isEmpty()
        ? note
        : note + " " + words.say("evidence.filter.others", String.join(", ", others));
  }

  private static String chain(Hit hit) {
    Target target = hit.did();
    if (target instanceof Target.Jump jump) {
      return jump.chain();
    }
    if (target instanceof Target.Goto to) {
      return to.chain();
    }
    return target == null || !changes(target)
        ? ""
        : TargetText.of(target).substring("-j ".length());
  }

  private static boolean changes(Target target) {
    return target instanceof Target.TcpMss
        || (target instanceof Target.Extension extension
            && !(extension.effect() instanceof Effect.Nothing));
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
    if (target != null && changes(target)) {
      return "changes";
    }
    boolean goesOn =
        target == null
            || target instanceof Target.Log
            || target instanceof Target.Extension
            || target instanceof Target.NoTrack;
    return goesOn ? "on" : "ends";
  }
}
