package dev.podlane.compile.proxy;

import dev.podlane.net.filter.nft.Datum;
import dev.podlane.net.filter.nft.Element;
import dev.podlane.net.shared.HashIndex;
import dev.podlane.net.shared.KeyedSupply;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * The elements that ports have in one set of mode nftables, each written when a packet that it
 * holds comes by. Thread-safe.
 */
final class PortElements implements KeyedSupply<List<Datum>, Element> {
  private final @Nullable KeyedSupply<List<Datum>, Element> shared;
  private final List<Part> parts;
  private final HashIndex index;
  private final AtomicReferenceArray<@Nullable Element> written;
  private final AtomicReference<@Nullable List<Element>> all = new AtomicReference<>();

  /**
   * An element and its port.
   *
   * @param mentioned told when the element is written
   */
  record Part(NftPort.Entry entry, Runnable mentioned) {}

  /**
   * Elements of ports.
   *
   * @param shared those of ports that are the same on every node, which come first; null for none
   */
  PortElements(@Nullable KeyedSupply<List<Datum>, Element> shared, List<Part> parts) {
    this.shared = shared;
    this.parts = List.copyOf(parts);
    this.index = HashIndex.of(parts.size(), number -> this.parts.get(number).entry().key().hash());
    this.written = new AtomicReferenceArray<>(parts.size());
  }

  @Override
  public @Nullable Element get(List<Datum> key) {
    Element before = shared == null ? null : shared.get(key);
    if (before != null) {
      return before;
    }
    int first =
        index
            .find(NftKey.hash(key))
            .filter(number -> parts.get(number).entry().key().is(key))
            .min()
            .orElse(-1);
    return first < 0 ? null : at(first);
  }

  private Element at(int number) {
    Element known = written.get(number);
    if (known != null) {
      return known;
    }
    parts.get(number).mentioned().run();
    Element made = parts.get(number).entry().element();
    return written.compareAndSet(number, null, made) ? made : at(number);
  }

  /** Ports of one Service have its address in common. */
  @Override
  public List<Element> all() {
    List<Element> known = all.get();
    if (known == null) {
      Set<Element> found = new LinkedHashSet<>(shared == null ? List.of() : shared.all());
      for (int number = 0; number < parts.size(); number++) {
        found.add(at(number));
      }
      known = List.copyOf(found);
      all.set(known);
    }
    return known;
  }
}
