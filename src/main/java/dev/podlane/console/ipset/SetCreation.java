package dev.podlane.console.ipset;

import dev.podlane.net.addr.Ip;
import dev.podlane.net.filter.IpSet;
import dev.podlane.net.filter.IpSet.Part;
import dev.podlane.net.filter.SetOptions;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads the options of {@code ipset create}. */
final class SetCreation {
  /** IPSET_MAX_TIMEOUT in seconds. */
  static final long LONGEST_TIMEOUT = 2_147_483;

  private static final long MOST = 0xffff_ffffL;
  private static final int ROOM = 65_536;

  private final IpSet.Type type;
  private final SetWords words;
  private boolean v6;
  private long hashSize = 1024;
  private long maxElements = 65_536;
  private int netmask;
  private int markMask = -1;
  private String range = "";
  private int size;
  private long timeout = -1;
  private boolean counters;
  private boolean comments;
  private boolean skbInfo;
  private boolean forceAdd;
  private int bucketSize;
  private @Nullable String initval;

  private SetCreation(IpSet.Type type, List<String> words) {
    this.type = type;
    this.words = new SetWords(words);
    this.size = type == IpSet.Type.LIST_SET ? 8 : 0;
  }

  static SetOptions read(IpSet.Type type, List<String> words) {
    return new SetCreation(type, words).read();
  }

  private SetOptions read() {
    while (words.hasNext()) {
      String option = words.option();
      if (!ofAll(option) && !(type.isHash() ? ofHash(option) : ofOthers(option))) {
        throw IpsetException.usage("Unknown argument: `" + option + "'");
      }
    }
    if (range.isEmpty() && (type == IpSet.Type.BITMAP_IP || type == IpSet.Type.BITMAP_PORT)) {
      throw IpsetException.usage("Mandatory option `range' is missing");
    }
    if (type == IpSet.Type.BITMAP_IP) {
      range = addresses(range);
    } else if (type == IpSet.Type.BITMAP_PORT) {
      SetPorts.Span span = SetPorts.span(range, "tcp");
      range = span.first() + "-" + span.last();
    }
    return new SetOptions(
        v6,
        hashSize,
        maxElements,
        netmask,
        markMask,
        range,
        size,
        timeout,
        counters,
        comments,
        skbInfo,
        forceAdd,
        bucketSize,
        initval);
  }

  private boolean ofAll(String option) {
    switch (option) {
      case "timeout" -> timeout = words.number(option, 0, LONGEST_TIMEOUT);
      case "counters" -> counters = true;
      case "comment" -> comments = true;
      case "skbinfo" -> skbInfo = true;
      default -> {
        return false;
      }
    }
    return true;
  }

  private boolean ofHash(String option) {
    switch (option) {
      case "family", "-6", "-4" -> family(option);
      case "hashsize" -> hashSize = rounded(words.number(option, 0, MOST));
      case "maxelem" -> maxElements = words.number(option, 0, MOST);
      case "forceadd" -> forceAdd = true;
      case "bucketsize" -> bucketSize = (int) words.number(option, 0, 255);
      case "initval" -> initval = initval(words.value(option));
      // of older versions, which are passed over
      case "probes", "resize", "gcinterval" -> words.number(option, 0, MOST);
      case "netmask" -> {
        if (type != IpSet.Type.HASH_IP
            && type != IpSet.Type.HASH_IP_PORT
            && type != IpSet.Type.HASH_NET_NET) {
          return false;
        }
        netmask = words.netmask(option, v6 ? 128 : 32);
      }
      case "markmask" -> {
        if (!type.parts().contains(Part.MARK)) {
          return false;
        }
        markMask = (int) words.number(option, 1, MOST);
      }
      default -> {
        return false;
      }
    }
    return true;
  }

  private boolean ofOthers(String option) {
    boolean isList = type == IpSet.Type.LIST_SET;
    if (option.equals("size") && isList) {
      size = (int) Math.max(4, words.number(option, 0, ROOM));
    } else if (option.equals("range") && !isList) {
      range = words.value(option);
    } else if (option.equals("netmask") && type == IpSet.Type.BITMAP_IP) {
      netmask = words.netmask(option, 32);
    } else {
      return false;
    }
    return true;
  }

  private void family(String option) {
    String family = option.startsWith("-") ? "inet" + option.substring(1) : words.value(option);
    boolean isKnown =
        List.of("inet", "inet6").contains(family)
            || (option.equals("-4") && family.equals("inet4"));
    if (!isKnown) {
      throw IpsetException.syntax("unknown inet family " + family);
    }
    v6 = family.equals("inet6");
  }

  /** The kernel takes the next power of two. */
  private static long rounded(long asked) {
    long size = 64;
    while (size < asked) {
      size *= 2;
    }
    return size;
  }

  private static String initval(String text) {
    long number = SetWords.number(text, 0, MOST, "0-" + MOST);
    return String.format(Locale.ROOT, "0x%08x", number);
  }

  private String addresses(String text) {
    SetAddresses.Span span = SetAddresses.span(text, false);
    Ip first = span.first();
    long count = ((span.count() - 1) >> (netmask == 0 ? 0 : 32 - netmask)) + 1;
    if (count > ROOM) {
      throw IpsetException.refused(
          "The range you specified exceeds the size limit of the set type");
    }
    return first + "-" + span.last();
  }
}
