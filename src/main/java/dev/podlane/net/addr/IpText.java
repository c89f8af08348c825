package dev.podlane.net.addr;

import java.util.Optional;
import java.util.regex.Pattern;

/** Text forms of addresses. */
final class IpText {
  private static final Pattern GROUP = Pattern.compile("[0-9a-fA-F]{1,4}");

  private static final int GROUPS = 8;

  private IpText() {}

  static Optional<Ip> parseV4(String text) {
    long bits = 0;
    int octets = 0;
    int at = 0;
    while (octets < 4) {
      int start = at;
      int octet = 0;
      while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
        octet = octet * 10 + text.charAt(at) - '0';
        at++;
        if (at - start > 3) {
          return Optional.empty();
        }
      }
      boolean leadingZero = at - start > 1 && text.charAt(start) == '0';
      if (at == start || octet > 255 || leadingZero) {
        return Optional.empty();
      }
      bits = bits << 8 | octet;
      octets++;
      if (octets < 4) {
        if (at >= text.length() || text.charAt(at) != '.') {
          return Optional.empty();
        }
        at++;
      }
    }
    return at == text.length() ? Optional.of(Ip.v4((int) bits)) : Optional.empty();
  }

  static Optional<Ip> parseV6(String text) {
    int gap = text.indexOf("::");
    if (gap >= 0 && text.indexOf("::", gap + 1) >= 0) {
      return Optional.empty();
    }
    String[] head = split(gap < 0 ? text : text.substring(0, gap));
    String[] tail = split(gap < 0 ? "" : text.substring(gap + 2));
    int given = head.length + tail.length;
    if (gap < 0 ? given != GROUPS : given >= GROUPS) {
      return Optional.empty();
    }
    long[] half = new long[2];
    for (int i = 0; i < given; i++) {
      boolean fromHead = i < head.length;
      String group = fromHead ? head[i] : tail[i - head.length];
      int place = fromHead ? i : GROUPS - given + i;
      if (!GROUP.matcher(group).matches()) {
        return Optional.empty();
      }
      half[place / 4] |= Long.parseLong(group, 16) << (16 * (3 - place % 4));
    }
    return Optional.of(new Ip(Ip.Family.IPV6, half[0], half[1]));
  }

  private static String[] split(String groups) {
    return groups.isEmpty() ? new String[0] : groups.split(":", -1);
  }

  static String printV4(long bits) {
    return (bits >>> 24)
        + "."
        + (bits >>> 16 & 255)
        + "."
        + (bits >>> 8 & 255)
        + "."
        + (bits & 255);
  }

  static String printV6(long high, long low) {
    int[] groups = new int[GROUPS];
    for (int i = 0; i < GROUPS; i++) {
      groups[i] = (int) (((i < 4 ? high : low) >>> (16 * (3 - i % 4))) & 0xffff);
    }
    int bestStart = -1;
    int bestLength = 1;
    for (int i = 0; i < GROUPS; i++) {
      int end = i;
      while (end < GROUPS && groups[end] == 0) {
        end++;
      }
      if (end - i > bestLength) {
        bestStart = i;
        bestLength = end - i;
      }
      i = Math.max(i, end);
    }
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < GROUPS; i++) {
      if (i == bestStart) {
        text.append("::");
        i += bestLength - 1;
        continue;
      }
      if (i > 0 && i != bestStart + bestLength) {
        text.append(':');
      }
      text.append(Integer.toHexString(groups[i]));
    }
    return text.toString();
  }
}
