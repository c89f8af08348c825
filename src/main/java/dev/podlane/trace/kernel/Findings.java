package dev.podlane.trace.kernel;

import dev.podlane.net.filter.Finding;
import dev.podlane.net.filter.RulePlace;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The results of conditions that remember packets, in one reading of a table: to ask them again for
 * an explanation would count the packet twice.
 */
public final class Findings {
  private static final Finding UNASKED = Finding.open("unasked");

  private final Map<Key, Finding> all = new HashMap<>(0);

  private record Key(RulePlace place, Record condition) {}

  void note(RulePlace at, Record condition, Finding found) {
    all.put(new Key(at, condition), found);
  }

  /** The result it had; open if it was not asked. */
  Finding of(RulePlace at, Record condition) {
    return all.getOrDefault(new Key(at, condition), UNASKED);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Findings findings && all.equals(findings.all);
  }

  @Override
  public int hashCode() {
    return all.hashCode();
  }
}
