package dev.podlane.console.ipset;

import dev.podlane.console.ipset.SetEntries.EntryOptions;
import dev.podlane.net.filter.IpSet;
import dev.podlane.net.filter.SetExtras;
import dev.podlane.net.filter.SetOptions;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the options behind an entry of {@code ipset add}. */
final class EntryWords {
  private static final Pattern MARK =
      Pattern.compile("0[xX]([0-9a-fA-F]{1,8})(?:/0[xX]([0-9a-fA-F]{1,8}))?");
  private static final Pattern PRIORITY = Pattern.compile("([0-9a-fA-F]{1,4}):([0-9a-fA-F]{1,4})");

  private final IpSet.Type type;
  private final SetOptions options;
  private final long now;
  private boolean nomatch;
  private boolean wildcard;
  private long seconds;
  private long packets;
  private long octets;
  private String comment = "";
  private String mark = "";
  private String priority = "";
  private int queue;
  private String before = "";
  private String after = "";

  private EntryWords(IpSet.Type type, SetOptions options, long now) {
    this.type = type;
    this.options = options;
    this.now = now;
    this.seconds = Math.max(0, options.timeout());
  }

  /**
   * Reads them.
   *
   * @param now moment at which the entry is added, in milliseconds of virtual time
   */
  static EntryOptions read(IpSet.Type type, SetOptions options, List<String> words, long now) {
    EntryWords reader = new EntryWords(type, options, now);
    SetWords rest = new SetWords(words);
    while (rest.hasNext()) {
      reader.take(rest.option(), rest);
    }
    return reader.done();
  }

  private EntryOptions done() {
    long expires = seconds == 0 ? 0 : now + seconds * 1000;
    SetExtras extras = new SetExtras(expires, packets, octets, comment, mark, priority, queue);
    return new EntryOptions(nomatch, wildcard, extras, before, after);
  }

  private void take(String option, SetWords words) {
    switch (option) {
      case "timeout" -> {
        seconds = words.number(option, 0, SetCreation.LONGEST_TIMEOUT);
        need(options.timesOut(), "Timeout", "timeout");
      }
      case "packets", "bytes" -> {
        long number = words.number(option, 0, Long.MAX_VALUE);
        packets = option.equals("packets") ? number : packets;
        octets = option.equals("bytes") ? number : octets;
        need(options.counters(), "Packet/byte counters", "counter");
      }
      case "comment" -> {
        comment = words.value(option);
        need(options.comments(), "Comment", "comment");
      }
      case "skbmark", "skbprio", "skbqueue" -> {
        info(option, words);
        need(options.skbInfo(), "Skbinfo mapping", "skbinfo");
      }
      default -> rare(option, words);
    }
  }

  private void rare(String option, SetWords words) {
    if (option.equals("nomatch") && type.hasBlocks()) {
      nomatch = true;
    } else if (option.equals("wildcard") && type == IpSet.Type.HASH_NET_IFACE) {
      wildcard = true;
    } else if (option.equals("before") && type == IpSet.Type.LIST_SET) {
      before = words.value(option);
    } else if (option.equals("after") && type == IpSet.Type.LIST_SET) {
      after = words.value(option);
    } else {
      throw IpsetException.usage("Unknown argument: `" + option + "'");
    }
  }

  private static void need(boolean has, String what, String support) {
    if (!has) {
      throw IpsetException.refused(
          what + " cannot be used: set was created without " + support + " support");
    }
  }

  private void info(String option, SetWords words) {
    String value = words.value(option);
    switch (option) {
      case "skbmark" -> mark = mark(value);
      case "skbprio" -> {
        Matcher parts = PRIORITY.matcher(value);
        if (!parts.matches()) {
          throw IpsetException.syntax(
              "Invalid skbprio format, it should be: MAJOR:MINOR (see manpage)");
        }
        priority =
            Integer.toHexString(Integer.parseInt(parts.group(1), 16))
                + ":"
                + Integer.toHexString(Integer.parseInt(parts.group(2), 16));
      }
      default -> queue = (int) SetWords.number(value, 0, 0xffff, "0-65535");
    }
  }

  private static String mark(String value) {
    Matcher parts = MARK.matcher(value);
    if (!parts.matches()) {
      throw IpsetException.syntax(
          "Invalid skbmark format, it should be:  MARK/MASK or MARK (see manpage)");
    }
    String mask = parts.group(2) == null ? "ffffffff" : parts.group(2).toLowerCase(Locale.ROOT);
    String bits = "0x" + Long.toHexString(Long.parseLong(parts.group(1), 16));
    long wide = Long.parseLong(mask, 16);
    return wide == 0xffff_ffffL ? bits : bits + "/0x" + Long.toHexString(wide);
  }
}
