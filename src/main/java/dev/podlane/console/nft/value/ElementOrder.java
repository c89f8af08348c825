package dev.podlane.console.nft.value;

import dev.podlane.net.filter.nft.DataType;
import dev.podlane.net.filter.nft.Datum;
import dev.podlane.net.filter.nft.Element;
import dev.podlane.net.filter.nft.NamedSet;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;

/**
 * The order in which nft prints elements: by value; of several parts as one number of which the
 * last part counts most, since their bytes are taken in the order of the machine
 * (concat_expr_msort_value in src/mergesort.c of nftables 1.0.6).
 */
public final class ElementOrder {
  private ElementOrder() {}

  /** The elements of a set in that order. */
  public static List<Element> sorted(NamedSet set) {
    NamedSet.Shape shape = set.shape();
    boolean ranges = set.options().has(NamedSet.Flag.INTERVAL) || hasRange(set.elements());
    if (shape.key().size() == 1 && (ranges || !isName(shape.key().get(0)))) {
      return set.elements().stream()
          .sorted(
              Comparator.comparing(Element::isCatchAll)
                  .thenComparing(
                      each -> each.isCatchAll() ? Datum.of(0) : each.key().get(0).first()))
          .toList();
    }
    record Keyed(String key, Element element) {}
    return set.elements().stream()
        .map(each -> new Keyed(new String(bytes(each, shape), StandardCharsets.ISO_8859_1), each))
        .sorted(
            Comparator.comparing((Keyed each) -> each.element().isCatchAll())
                .thenComparing(Keyed::key))
        .map(Keyed::element)
        .toList();
  }

  private static boolean hasRange(List<Element> elements) {
    return elements.stream().anyMatch(each -> each.key().stream().anyMatch(span -> !span.isOne()));
  }

  private static boolean isName(DataType type) {
    return type == DataType.DEVICE_NAME || type == DataType.STRING;
  }

  /** The bytes of a key, those that count most first. */
  private static byte[] bytes(Element element, NamedSet.Shape shape) {
    int length = 0;
    for (int bits : shape.bits()) {
      length += (bits + 7) / 8;
    }
    byte[] bytes = new byte[length];
    int at = length;
    for (int part = 0; part < element.key().size(); part++) {
      Datum value = element.key().get(part).first();
      int octets = (shape.bits().get(part) + 7) / 8;
      boolean asNumber = shape.key().get(part).hostOrder() && !isNameLike(shape.key().get(part));
      for (int octet = 0; octet < octets; octet++) {
        // the first byte in memory counts least
        int fromLow = asNumber ? octet : octets - 1 - octet;
        at--;
        bytes[at] = (byte) octet(value, fromLow);
      }
    }
    return bytes;
  }

  private static boolean isNameLike(DataType type) {
    return isName(type) || type == DataType.DEVICE_INDEX;
  }

  private static long octet(Datum value, int fromLow) {
    return fromLow < 8 ? value.low() >>> (8 * fromLow) : value.high() >>> (8 * (fromLow - 8));
  }
}
