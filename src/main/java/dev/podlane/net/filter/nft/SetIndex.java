package dev.podlane.net.filter.nft;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds the element of a set that holds a key: single keys by hash (nft_set_hash), ranges of one
 * part by halving (nft_set_rbtree), and prefixes in several parts by hash for each shape they have
 * (as nft_set_pipapo, field by field). Other ranges are read one by one.
 */
final class SetIndex {
  private final List<Integer> bits;
  private final Map<List<Datum>, Element> exact = new HashMap<>();
  private final Map<List<Integer>, Map<List<Datum>, Element>> prefixes = new LinkedHashMap<>();
  private final List<Element> others = new ArrayList<>();
  private final Element[] ranges;
  private final @Nullable Element catchAll;

  SetIndex(List<Element> elements, List<Integer> bits) {
    this.bits = bits;
    List<Element> single = new ArrayList<>();
    Element rest = null;
    boolean hasRanges = elements.stream().anyMatch(SetIndex::isRange);
    for (Element element : elements) {
      if (element.isCatchAll()) {
        rest = element;
      } else if (element.key().stream().allMatch(Span::isOne)) {
        exact.putIfAbsent(firsts(element), element);
      } else if (element.key().size() > 1) {
        add(element);
      }
      if (hasRanges && element.key().size() == 1) {
        single.add(element);
      }
    }
    catchAll = rest;
    single.sort((a, b) -> a.key().get(0).first().compareTo(b.key().get(0).first()));
    ranges = single.toArray(new Element[0]);
  }

  private static List<Datum> firsts(Element element) {
    List<Span> key = element.key();
    return key.size() == 1 ? List.of(key.get(0).first()) : key.stream().map(Span::first).toList();
  }

  private void add(Element element) {
    List<Integer> shape = new ArrayList<>();
    for (int part = 0; part < element.key().size(); part++) {
      shape.add(element.key().get(part).prefix(bits.get(part)));
    }
    if (shape.contains(-1)) {
      others.add(element);
    } else {
      prefixes.computeIfAbsent(shape, any -> new HashMap<>()).putIfAbsent(firsts(element), element);
    }
  }

  @Nullable Element find(List<Datum> key) {
    Element found = exact.get(key);
    if (found == null && ranges.length > 0) {
      found = range(key.get(0));
    }
    for (Map.Entry<List<Integer>, Map<List<Datum>, Element>> shape : prefixes.entrySet()) {
      if (found == null) {
        found = shape.getValue().get(cut(key, shape.getKey()));
      }
    }
    for (int at = 0; found == null && at < others.size(); at++) {
      found = holds(others.get(at), key) ? others.get(at) : null;
    }
    return found == null ? catchAll : found;
  }

  private List<Datum> cut(List<Datum> key, List<Integer> shape) {
    Datum[] cut = new Datum[key.size()];
    for (int part = 0; part < cut.length; part++) {
      cut[part] = key.get(part).prefix(bits.get(part), shape.get(part));
    }
    return List.of(cut);
  }

  private static boolean holds(Element element, List<Datum> key) {
    for (int part = 0; part < key.size(); part++) {
      if (!element.key().get(part).contains(key.get(part))) {
        return false;
      }
    }
    return true;
  }

  /** The beginning of the last range that does not begin behind the value. */
  private int place(Datum value) {
    int low = 0;
    int high = ranges.length - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      if (ranges[middle].key().get(0).first().compareTo(value) <= 0) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return high;
  }

  private @Nullable Element range(Datum value) {
    int at = place(value);
    return at >= 0 && ranges[at].key().get(0).contains(value) ? ranges[at] : null;
  }

  @Nullable Element overlapping(Element element) {
    if (element.isCatchAll()) {
      return catchAll;
    }
    if (element.key().size() > 1 || ranges.length == 0) {
      Element found = find(firsts(element));
      return found == null || found.isCatchAll() ? null : found;
    }
    Span span = element.key().get(0);
    int at = place(span.last());
    return at >= 0 && ranges[at].key().get(0).overlaps(span) ? ranges[at] : null;
  }

  private static boolean isRange(Element element) {
    return element.key().size() == 1 && !element.key().get(0).isOne();
  }
}
