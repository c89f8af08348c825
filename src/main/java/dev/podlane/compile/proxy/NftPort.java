package dev.podlane.compile.proxy;

import dev.podlane.cluster.object.ObjectRef;
import dev.podlane.net.filter.Chain;
import dev.podlane.net.filter.nft.Element;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The elements and chains that kube-proxy in mode nftables writes on one node for one port of a
 * Service.
 *
 * @param here the port on the node
 * @param entries the elements
 * @param affinities sets of the clients that chose an endpoint not long ago
 */
record NftPort(PortOnNode here, List<Entry> entries, List<Affinity> affinities)
    implements PortChains.Written {
  /** The names of chains of ports. */
  static final PortChains.Names NAMES =
      new PortChains.Names() {
        @Override
        public boolean has(String chain) {
          return NftNames.isOfPort(chain);
        }

        @Override
        public @Nullable String key(String chain) {
          return NftNames.portIn(chain);
        }
      };

  NftPort {
    entries = List.copyOf(entries);
    affinities = List.copyOf(affinities);
  }

  /**
   * An element of a set or map of the table.
   *
   * @param set its name
   * @param key the key of the element
   * @param writer writes it
   * @param why the reason for it
   * @param service the Service it is for
   * @param path the field of the Service that it comes from
   */
  record Entry(
      String set, NftKey key, Supplier<Element> writer, Why why, ObjectRef service, String path) {
    Element element() {
      return writer.get();
    }
  }

  /** A set of clients, by name, and the time for which they are remembered. */
  record Affinity(String set, int seconds) {}

  static NftPort of(PortOnNode here) {
    NftNames names = new NftNames(here.port());
    List<Affinity> affinities =
        here.isSticky() && here.isServed()
            ? here.choice().all(here.port()).stream()
                .map(each -> new Affinity(names.affinity(each), here.affinitySeconds()))
                .toList()
            : List.of();
    return new NftPort(here, NftElements.of(here, names), affinities);
  }

  @Override
  public ProxiedPort port() {
    return here.port();
  }

  @Override
  public String key() {
    return new NftNames(port()).name();
  }

  @Override
  public List<Chain> chains() {
    return NftChains.of(here, new NftNames(port()));
  }
}
