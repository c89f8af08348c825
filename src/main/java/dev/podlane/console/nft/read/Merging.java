package dev.podlane.console.nft.read;

import dev.podlane.net.filter.nft.Datum;
import dev.podlane.net.filter.nft.Element;
import dev.podlane.net.filter.nft.NamedSet;
import dev.podlane.net.filter.nft.Span;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Joins ranges that overlap or follow each other ({@code auto-merge}, src/intervals.c). */
final class Merging {
  private Merging() {}

  static List<Element> merged(List<Element> elements, NamedSet.Shape shape) {
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
