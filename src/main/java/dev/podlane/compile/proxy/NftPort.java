package dev.podlane.compile.proxy;

import dev.podlane.net.filter.Chain;
import dev.podlane.net.filter.nft.Element;
import java.util.ArrayList;
import java.util.List;

/**
 * The elements and chains that kube-proxy in mode nftables writes on one node for one port of a
 * Service.
 *
 * @param endpoints those that may be their own clients, on whichever node they are
 * @param affinities sets of the clients that chose an endpoint not long ago
 */
record NftPort(
    ProxiedPort port,
    List<Entry> entries,
    List<Chain> chains,
    List<Backend> endpoints,
    List<Affinity> affinities) {
  NftPort {
    endpoints = List.copyOf(endpoints);
    entries = List.copyOf(entries);
    chains = List.copyOf(chains);
    affinities = List.copyOf(affinities);
  }

  /**
   * An element of a set or map of the table.
   *
   * @param set its name
   * @param why the reason for it
   * @param path the field of the Service that it comes from
   */
  record Entry(String set, Element element, Why why, String path) {}

  /** A set of clients, by name, and the time for which they are remembered. */
  record Affinity(String set, int seconds) {}

  static NftPort of(PortOnNode here) {
    NftNames names = NftNames.of(here.port());
    List<Affinity> affinities =
        here.isSticky() && here.choice().any()
            ? here.choice().all(here.port()).stream()
                .map(each -> new Affinity(names.affinity(each), here.affinitySeconds()))
                .toList()
            : List.of();
    boolean hasSet = NftVersion.of(here.plan().proxy().minorVersion()).hasMaps();
    return new NftPort(
        here.port(),
        NftElements.of(here, names),
        NftChains.of(here, names),
        hasSet && here.choice().any() ? here.choice().all(here.port()) : List.of(),
        affinities);
  }

  /** The same with what only one node has: those of its endpoints that may call themselves. */
  NftPort on(String node) {
    List<Entry> own = NftElements.hairpins(port, endpoints, node);
    if (own.isEmpty()) {
      return this;
    }
    List<Entry> all = new ArrayList<>(entries);
    all.addAll(own);
    return new NftPort(port, all, chains, endpoints, affinities);
  }
}
