package dev.podlane.console.nft.value;

import dev.podlane.net.addr.Ip;
import dev.podlane.net.filter.nft.DataType;
import dev.podlane.net.filter.nft.Datum;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/** Reads values of nft's types. */
public final class ValueReader {
  private static final Pattern MAC = Pattern.compile("([0-9a-fA-F]{1,2}:){5}[0-9a-fA-F]{1,2}");
  private static final Pattern NUMBER = Pattern.compile("0x[0-9a-fA-F]{1,16}|[0-9]{1,19}");
  private static final int LONGEST_NAME = 15;

  private ValueReader() {}

  /**
   * One value of a type; empty if the word is none.
   *
   * @param bits width of the value, which a number must fit
   */
  public static Optional<Datum> read(DataType type, int bits, String word) {
    return switch (type) {
      case IPV4, IPV6 ->
          Ip.tryParse(word).filter(ip -> ip.isV4() == (type == DataType.IPV4)).map(Datum::of);
      case ETHER, LINK_LAYER -> mac(word);
      case DEVICE_NAME, DEVICE_INDEX, STRING ->
          word.isEmpty() || word.length() > LONGEST_NAME
              ? Optional.empty()
              : Optional.of(Datum.of(word));
      case CLASS_ID -> classId(word);
      case TIME -> time(word);
      case CT_LABEL -> label(word);
      default -> symbol(type, bits, word);
    };
  }

  /** A label is written by the number of its bit (ct_label_type_parse in nft's src/ct.c). */
  private static Optional<Datum> label(String word) {
    return number(word)
        .filter(bit -> Long.compareUnsigned(bit.low(), Datum.WIDEST) < 0)
        .map(bit -> Datum.bit((int) bit.low()));
  }

  private static Optional<Datum> time(String word) {
    OptionalLong millis = TimeText.millis(word);
    return millis.isPresent() ? Optional.of(Datum.of(millis.getAsLong() / 1000)) : Optional.empty();
  }

  private static Optional<Datum> symbol(DataType type, int bits, String word) {
    OptionalLong known = Symbols.number(type, word);
    return known.isPresent()
        ? Optional.of(Datum.of(known.getAsLong()))
        : number(word).filter(value -> fits(value, bits));
  }

  private static boolean fits(Datum value, int bits) {
    return bits == 0 || bits >= 64 || value.low() >>> bits == 0;
  }

  /** A number, decimal or with 0x in front; empty if it is none. */
  public static Optional<Datum> number(String word) {
    if (!NUMBER.matcher(word).matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          Datum.of(
              word.startsWith("0x")
                  ? Long.parseUnsignedLong(word.substring(2), 16)
                  : Long.parseUnsignedLong(word)));
    } catch (NumberFormatException tooBig) {
      return Optional.empty();
    }
  }

  private static Optional<Datum> mac(String word) {
    if (!MAC.matcher(word).matches()) {
      return Optional.empty();
    }
    long bits = 0;
    for (String octet : word.split(":", -1)) {
      bits = (bits << 8) | Long.parseLong(octet, 16);
    }
    return Optional.of(Datum.of(bits));
  }

  private static Optional<Datum> classId(String word) {
    int colon = word.indexOf(':');
    if (colon < 0) {
      return word.equals("none") ? Optional.of(Datum.of(0)) : number(word);
    }
    try {
      long major = colon == 0 ? 0 : Long.parseLong(word.substring(0, colon), 16);
      long minor = Long.parseLong(word.substring(colon + 1), 16);
      return Optional.of(Datum.of((major << 16) | minor));
    } catch (NumberFormatException notHex) {
      return Optional.empty();
    }
  }
}
