package dev.podlane.console.ipset;

import dev.podlane.console.iptables.RuleParser;
import dev.podlane.net.addr.Prefix;
import dev.podlane.net.filter.IpSet;
import dev.podlane.net.filter.IpSet.Entry;
import dev.podlane.net.filter.Ruleset;
import dev.podlane.net.filter.SetExtras;
import dev.podlane.net.filter.SetOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Sets as {@code ipset save} and {@code ipset list} print them, in the order of their entries; that
 * of the kernel's hashes is random.
 *
 * @param rules the rules that may name sets
 * @param now moment in milliseconds of virtual time
 */
record SetText(Ruleset rules, long now) {
  private static String header(IpSet set) {
    SetOptions options = set.options();
    List<String> words = new ArrayList<>();
    if (set.type().isHash()) {
      words.add("family " + (options.v6() ? "inet6" : "inet"));
      words.add("hashsize " + options.hashSize());
      words.add("maxelem " + options.maxElements());
    } else {
      words.add(
          set.type() == IpSet.Type.LIST_SET
              ? "size " + options.size()
              : "range " + options.range());
    }
    add(words, options.markMask() != -1, "markmask 0x" + Integer.toHexString(options.markMask()));
    add(words, options.netmask() > 0, "netmask " + options.netmask());
    add(words, options.timesOut(), "timeout " + options.timeout());
    add(words, options.counters(), "counters");
    add(words, options.comments(), "comment");
    add(words, options.skbInfo(), "skbinfo");
    boolean isTold = options.bucketSize() > 0 || options.initval() != null;
    int bucket = options.bucketSize() == 0 ? 12 : options.bucketSize();
    add(words, isTold, "bucketsize " + bucket);
    add(words, options.initval() != null, "initval " + options.initval());
    return String.join(" ", words);
  }

  private static void add(List<String> words, boolean holds, String word) {
    if (holds) {
      words.add(word);
    }
  }

  /** The commands that make a set. */
  List<String> save(IpSet set) {
    List<String> lines = new ArrayList<>();
    lines.add("create " + set.name() + " " + set.type().text() + " " + header(set));
    shown(set).forEach(entry -> lines.add("add " + set.name() + " " + text(set, entry)));
    return lines;
  }

  /** A set with all there is to know; without its entries if only its head is wanted. */
  String list(IpSet set, boolean onlyHead) {
    List<Entry> entries = shown(set).toList();
    List<String> lines = new ArrayList<>();
    lines.add("Name: " + set.name());
    lines.add("Type: " + set.type().text());
    lines.add("Revision: " + set.type().revision());
    lines.add("Header: " + header(set));
    lines.add("Size in memory: " + SetSizes.of(set, entries));
    lines.add("References: " + references(rules, set.name()));
    lines.add("Number of entries: " + entries.size());
    if (!onlyHead) {
      lines.add("Members:");
      entries.forEach(entry -> lines.add(text(set, entry)));
    }
    return String.join("\n", lines);
  }

  /** The entries that have not timed out; those of a bitmap by their number. */
  private Stream<Entry> shown(IpSet set) {
    Stream<Entry> there = set.entries().stream().filter(each -> each.extras().isThere(now));
    return switch (set.type()) {
      case BITMAP_PORT -> there.sorted((one, other) -> Integer.compare(one.port(), other.port()));
      case BITMAP_IP -> there.sorted((one, other) -> compare(one.first(), other.first()));
      default -> there;
    };
  }

  private static int compare(@Nullable Prefix one, @Nullable Prefix other) {
    return one == null || other == null ? 0 : one.compareTo(other);
  }

  private String text(IpSet set, Entry entry) {
    List<String> parts = new ArrayList<>();
    Prefix block = entry.first();
    for (IpSet.Part part : set.type().parts()) {
      switch (part) {
        case ADDRESS, BLOCK -> {
          parts.add(text(block));
          block = entry.second();
        }
        case PORT -> parts.add(port(set, entry));
        default -> parts.add(entry.word());
      }
    }
    return String.join(",", parts) + extras(set, entry);
  }

  private static String port(IpSet set, Entry entry) {
    return set.type() == IpSet.Type.BITMAP_PORT
        ? "" + entry.port()
        : SetPorts.text(entry.protocol(), entry.port());
  }

  private String extras(IpSet set, Entry entry) {
    SetOptions options = set.options();
    SetExtras extras = entry.extras();
    StringBuilder text = new StringBuilder();
    if (options.timesOut()) {
      long left = extras.expires() == 0 ? 0 : Math.max(1, (extras.expires() - now) / 1000);
      text.append(" timeout ").append(left);
    }
    text.append(entry.nomatch() ? " nomatch" : "");
    text.append(entry.wildcard() ? " wildcard" : "");
    if (options.counters()) {
      text.append(" packets ").append(extras.packets());
      text.append(" bytes ").append(extras.octets());
    }
    text.append(extras.comment().isEmpty() ? "" : " comment \"" + extras.comment() + "\"");
    text.append(extras.mark().isEmpty() ? "" : " skbmark " + extras.mark());
    text.append(extras.priority().isEmpty() ? "" : " skbprio " + extras.priority());
    text.append(extras.queue() == 0 ? "" : " skbqueue " + extras.queue());
    return text.toString();
  }

  private static String text(@Nullable Prefix prefix) {
    if (prefix == null) {
      return "0.0.0.0/0";
    }
    boolean isOne = prefix.length() == prefix.network().family().bits();
    return isOne ? prefix.network().toString() : prefix.toString();
  }

  /** Returns the number of references that rules and lists hold to a set. */
  static long references(Ruleset rules, String name) {
    long ofRules =
        rules.tables().values().stream()
            .flatMap(table -> table.chains().values().stream())
            .flatMap(chain -> chain.rules().stream())
            .flatMap(rule -> RuleParser.sets(rule).stream())
            .filter(name::equals)
            .count();
    long ofLists =
        rules.sets().values().stream()
            .filter(set -> set.type() == IpSet.Type.LIST_SET)
            .flatMap(set -> set.entries().stream())
            .filter(entry -> entry.word().equals(name))
            .count();
    return ofRules + ofLists;
  }
}
