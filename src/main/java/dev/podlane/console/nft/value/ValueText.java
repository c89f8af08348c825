package dev.podlane.console.nft.value;

import dev.podlane.net.filter.nft.DataType;
import dev.podlane.net.filter.nft.Datum;
import dev.podlane.net.filter.nft.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Values as nft prints them. */
public final class ValueText {
  private ValueText() {}

  /** One value. */
  public static String of(DataType type, Datum value) {
    return switch (type) {
      case IPV4 -> value.address(false).toString();
      case IPV6 -> value.address(true).toString();
      case ETHER, LINK_LAYER -> mac(value.low());
      case DEVICE_NAME, DEVICE_INDEX, STRING -> "\"" + value.name() + "\"";
      case MARK -> String.format(Locale.ROOT, "0x%08x", value.low());
      case DEVICE_GROUP -> group(value.low());
      case CLASS_ID -> classId(value.low());
      case SERVICE, USER, GROUP -> Long.toString(value.low());
      case TIME -> TimeText.of(value.low() * 1000);
      case CT_STATE, CT_STATUS, TCP_FLAG -> flags(type, value);
      case CT_LABEL -> labels(value);
      case ETHER_TYPE -> orHex(type, value.low());
      default -> orNumber(type, value.low());
    };
  }

  private static String orNumber(DataType type, long number) {
    String word = Symbols.word(type, number);
    return word == null ? Long.toUnsignedString(number) : word;
  }

  private static String group(long number) {
    String word = Symbols.word(DataType.DEVICE_GROUP, number);
    return word == null ? Long.toString(number) : "\"" + word + "\"";
  }

  private static String orHex(DataType type, long number) {
    String word = Symbols.word(type, number);
    return word == null ? "0x" + Long.toHexString(number) : word;
  }

  private static String classId(long id) {
    return id == 0 ? "none" : Long.toHexString(id >>> 16) + ":" + Long.toHexString(id & 0xffff);
  }

  private static String mac(long bits) {
    List<String> octets = new ArrayList<>();
    for (int at = 40; at >= 0; at -= 8) {
      octets.add(String.format(Locale.ROOT, "%02x", (bits >>> at) & 0xff));
    }
    return String.join(":", octets);
  }

  /** The flags of a value with commas between them, the lowest first. */
  public static String flags(DataType type, Datum value) {
    List<String> words = new ArrayList<>();
    for (int bit = 0; bit < 64; bit++) {
      long flag = value.low() & (1L << bit);
      if (flag != 0) {
        String word = Symbols.word(type, flag);
        words.add(word == null ? "0x" + Long.toHexString(flag) : word);
      }
    }
    return words.isEmpty() ? "0x0" : String.join(",", words);
  }

  /** The numbers of the bits (ct_label_type_print in nft's src/ct.c). */
  private static String labels(Datum value) {
    return IntStream.range(0, Datum.WIDEST)
        .filter(bit -> !value.and(Datum.bit(bit)).isZero())
        .mapToObj(Integer::toString)
        .collect(Collectors.joining(","));
  }

  /** A range of a set: one value, a prefix where it is one, else both ends. */
  public static String of(DataType type, int bits, Span span) {
    if (span.isOne()) {
      return of(type, span.first());
    }
    int prefix = span.prefix(bits);
    if (isName(type)) {
      return prefix % 8 == 0 ? "\"" + span.first().name() + "*\"" : of(type, span.first());
    }
    if (prefix >= 0 && isAddress(type)) {
      return prefix(type, span, prefix);
    }
    return of(type, span.first()) + "-" + of(type, span.last());
  }

  /** A prefix of addresses. */
  public static String prefix(DataType type, Span span, int prefix) {
    return isName(type)
        ? "\"" + span.first().name() + "*\""
        : of(type, span.first()) + "/" + prefix;
  }

  private static boolean isAddress(DataType type) {
    return type == DataType.IPV4 || type == DataType.IPV6;
  }

  private static boolean isName(DataType type) {
    return type == DataType.DEVICE_NAME || type == DataType.STRING;
  }
}
