package dev.podlane.compile.proxy;

import dev.podlane.cluster.object.Node;
import dev.podlane.net.filter.nft.Datum;
import dev.podlane.net.filter.nft.Element;
import dev.podlane.net.filter.nft.NamedSet;
import dev.podlane.net.shared.KeyedSupply;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The endpoints of a node that may be their own clients, as elements of the set by which mode
 * nftables finds them. To know them takes reading all endpoints of the cluster, which is left until
 * a packet has the address of its source for its destination, too. Thread-safe.
 */
final class Hairpins implements KeyedSupply<List<Datum>, Element> {
  private final ProxyPlan plan;
  private final Node node;
  private final NamedSet empty;
  private final AtomicReference<@Nullable NamedSet> filled = new AtomicReference<>();

  /**
   * Those of a node.
   *
   * @param empty the set without elements
   */
  Hairpins(ProxyPlan plan, Node node, NamedSet empty) {
    this.plan = plan;
    this.node = node;
    this.empty = empty;
  }

  @Override
  public @Nullable Element get(List<Datum> key) {
    return key.get(0).equals(key.get(1)) ? filled().find(key) : null;
  }

  @Override
  public List<Element> all() {
    return filled().elements();
  }

  private NamedSet filled() {
    NamedSet known = filled.get();
    if (known == null) {
      known =
          empty.with(
              NftElements.hairpins(plan, node).stream()
                  .map(NftElements.Hairpin::element)
                  .distinct()
                  .toList());
      filled.set(known);
    }
    return known;
  }
}
