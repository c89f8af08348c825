package dev.podlane.net.filter.nft;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Joins ranges that overlap or follow each other, as nft does in sets without a name and in those
 * with {@code auto-merge} (nftables {@code src/intervals.c}).
 */
public final class Merging {
  private Merging() {}

  /** The elements, joined if there is a range among them and the key has one part. */
  public static List<Element> merged(List<Element> elements, NamedSet.Shape shape) {
    boolean hasRange =
        elements.stream().flatMap(each -> each.key().stream()).anyMatch(span -> !span.isOne());
    if (shape.key().size() > 1 || !hasRange) {
      return elements.stream().distinct().toList();
    }
    List<Element> sorted =
        elements.stream()
            .filter(each -> !each.isCatchAll())
            .sorted(Comparator.comparing((Element each) -> each.key().get(0).first()))
            .toList();
    List<Element> all = new ArrayList<>();
    for (Element element : sorted) {
      Span span = element.key().get(0);
      Span before = all.isEmpty() ? null : all.get(all.size() - 1).key().get(0);
      if (before != null && before.last().next().compareTo(span.first()) >= 0) {
        Datum last = before.last().compareTo(span.last()) >= 0 ? before.last() : span.last();
        all.set(all.size() - 1, Element.of(List.of(new Span(before.first(), last)), null));
      } else {
        all.add(element);
      }
    }
    elements.stream().filter(Element::isCatchAll).forEach(all::add);
    return all;
  }
}
