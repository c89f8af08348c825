package dev.podlane.console.nft.read;

import dev.podlane.net.filter.nft.Element;
import dev.podlane.net.filter.nft.NamedSet;
import java.util.ArrayList;
import java.util.List;

/** Elements of one set must not share a key (set_overlap in src/intervals.c). */
final class Overlaps {
  private Overlaps() {}

  /** The elements without those that say the same twice. */
  @SuppressWarnings("ReferenceEquality") // of two that say the same one is kept
  static List<Element> checked(
      List<Element> elements, NamedSet.Shape shape, Tokens tokens, int begin) {
    if (elements.size() < 2) {
      return elements;
    }
    List<Element> kept = new ArrayList<>();
    NamedSet index = new NamedSet("", shape, NamedSet.Options.NONE, elements);
    for (Element element : elements) {
      Element first = element.isCatchAll() ? element : index.overlapping(element);
      if (first == null || first == element || first.key().equals(element.key())) {
        if (first == null || first == element) {
          kept.add(element);
        } else if (!first.equals(element)) {
          throw tokens.errorSince(begin, "conflicting intervals specified");
        }
      } else {
        throw tokens.errorSince(begin, "conflicting intervals specified");
      }
    }
    return kept;
  }
}
