package dev.podlane.cluster;

import dev.podlane.document.Document;
import dev.podlane.document.Place;
import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Prefix;
import java.util.List;
import java.util.TreeMap;

final class ClustersStub {
  private ClustersStub() {}

  static Cluster of(List<Document> documents) {
    ClusterNetwork network =
        new ClusterNetwork(
            new ObjectRef("podlane.dev/v1", "ClusterNetwork", "", "cluster"),
            documents.isEmpty() ? Place.NOWHERE : documents.get(0).place(),
            Prefix.parse("10.100.0.0/24"),
            Ip.parse("10.100.0.1"),
            Prefix.parse("10.0.0.0/16"),
            24,
            Prefix.parse("10.200.0.0/16"),
            ClusterNetwork.PodNetworkKind.BRIDGE,
            1500,
            null);
    return new Cluster(
        network,
        List.of(),
        List.of(),
        List.of(),
        new TreeMap<>(),
        List.of(),
        List.of(),
        new TreeMap<>());
  }
}
