package dev.podlane.trace;

import dev.podlane.net.filter.Hook;
import org.jspecify.annotations.Nullable;

/** Passes a packet through a netfilter hook. */
final class Hooks {
  private Hooks() {}

  /**
   * Asks the rules of a hook.
   *
   * @return whether the packet goes on; it does not if the namespace has rules the model does not
   *     know, since then nothing can be said
   */
  static boolean pass(Walk walk, Passage passage, Hook hook, @Nullable String device) {
    if (!passage.ns().unmodelled().isEmpty()) {
      walk.unmodelled(passage, device);
      return false;
    }
    passage.note(new IpStep.HookPassed(hook, device));
    return true;
  }
}
