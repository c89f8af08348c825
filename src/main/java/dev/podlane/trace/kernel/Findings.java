package dev.podlane.trace.kernel;

import dev.podlane.net.addr.Protocol;
import dev.podlane.net.filter.Finding;
import dev.podlane.net.filter.MatchContext.Connected;
import dev.podlane.net.filter.RulePlace;
import dev.podlane.net.filter.TrackedConnection.Ends;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The results of conditions that remember packets, in one reading of a table: to ask them again for
 * an explanation would count the packet twice. And what was known of sockets then, which may close.
 */
public final class Findings {
  private static final Finding UNASKED = Finding.open("unasked");

  private final Map<Key, Finding> all = new HashMap<>(0);

  private final Map<Asked, Connected> sockets = new HashMap<>(0);

  private record Key(RulePlace place, Record condition) {}

  private record Asked(Protocol protocol, Ends ends) {}

  void note(Protocol protocol, Ends ends, Connected found) {
    sockets.put(new Asked(protocol, ends), found);
  }

  /** The knowledge of a socket; none if it was not asked for. */
  Connected connected(Protocol protocol, Ends ends) {
    return sockets.getOrDefault(new Asked(protocol, ends), Connected.NOT_KNOWN);
  }

  void note(RulePlace at, Record condition, Finding found) {
    all.put(new Key(at, condition), found);
  }

  /** The result it had; open if it was not asked. */
  Finding of(RulePlace at, Record condition) {
    return all.getOrDefault(new Key(at, condition), UNASKED);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Findings findings
        && all.equals(findings.all)
        && sockets.equals(findings.sockets);
  }

  @Override
  public int hashCode() {
    return 31 * all.hashCode() + sockets.size();
  }
}
