package dev.podlane.net.filter.octet;

import dev.podlane.net.filter.Answer;
import dev.podlane.net.filter.Condition;
import dev.podlane.net.filter.Finding;
import dev.podlane.net.filter.PacketAtHook;
import dev.podlane.net.filter.RulePlace;

/**
 * {@code -m string}: octets are somewhere in the packet (net/netfilter/xt_string.c, {@code
 * skb_find_text} of net/core/skbuff.c).
 *
 * @param wanted the octets, each a character up to 255
 * @param from place from which on they are looked for
 * @param to place behind which they must not reach
 * @param ignoresCase true if letters of ASCII count as equal in both cases
 */
public record TextSearch(String wanted, int from, int to, boolean ignoresCase)
    implements Condition {
  /** So many octets that were drawn are other ones, but for once in 16 million. */
  private static final int TOO_MANY_TO_GUESS = 3;

  @Override
  public Finding ask(PacketAtHook subject, RulePlace at) {
    KnownOctets octets = KnownOctets.of(subject.packet());
    int end = Math.min(to, octets.length());
    boolean isOpen = false;
    for (int start = from; start <= end - wanted.length(); start++) {
      Answer answer = at(start, octets);
      if (answer == Answer.YES) {
        return Finding.of(true, "octets");
      }
      isOpen |= answer == Answer.OPEN;
    }
    return isOpen ? Finding.open("octets.open") : Finding.of(false, "octets");
  }

  private Answer at(int start, KnownOctets octets) {
    int drawn = 0;
    boolean hasData = false;
    for (int i = 0; i < wanted.length(); i++) {
      switch (octets.knowledge(start + i)) {
        case DATA -> hasData = true;
        case DRAWN -> drawn++;
        case KNOWN -> {
          if (cased(octets.octet(start + i)) != cased(wanted.charAt(i))) {
            return Answer.NO;
          }
        }
      }
    }
    if (hasData) {
      return Answer.OPEN;
    }
    return drawn == 0 ? Answer.YES : drawn < TOO_MANY_TO_GUESS ? Answer.OPEN : Answer.NO;
  }

  private int cased(int octet) {
    return ignoresCase && octet >= 'a' && octet <= 'z' ? octet - 'a' + 'A' : octet;
  }
}
