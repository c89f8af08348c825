package dev.podlane.console.iptables.match;

import dev.podlane.console.iptables.option.IptablesException;
import dev.podlane.net.filter.PortMatch.TcpFlags;
import java.util.ArrayList;
import java.util.List;

/** Flags of TCP as {@code --tcp-flags} names them. */
final class TcpFlagWords {
  /** The names of the flags in the order of their bits. */
  private static final List<String> NAMES = List.of("FIN", "SYN", "RST", "PSH", "ACK", "URG");

  private static final int ALL = 63;
  private static final int SYN_MASK = 23;
  private static final int SYN = 2;

  private TcpFlagWords() {}

  /** Returns the condition of {@code --syn}. */
  static TcpFlags syn(boolean inverted) {
    return new TcpFlags(SYN_MASK, SYN, inverted);
  }

  /** Returns the condition of {@code --tcp-flags}. */
  static TcpFlags match(String mask, String set, boolean inverted) {
    return new TcpFlags(bits(mask), bits(set), inverted);
  }

  private static int bits(String words) {
    int bits = 0;
    for (String word : words.split(",", -1)) {
      int at = NAMES.indexOf(word);
      if (at < 0 && !word.equals("ALL") && !word.equals("NONE")) {
        throw IptablesException.usage("Unknown TCP flag `" + word + "'");
      }
      bits |= word.equals("ALL") ? ALL : at < 0 ? 0 : 1 << at;
    }
    return bits;
  }

  /** The names of bits. */
  static String text(int bits) {
    List<String> names = new ArrayList<>();
    for (int at = 0; at < NAMES.size(); at++) {
      if ((bits & (1 << at)) != 0) {
        names.add(NAMES.get(at));
      }
    }
    return names.isEmpty() ? "NONE" : String.join(",", names);
  }
}
