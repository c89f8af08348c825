package dev.podlane.compile.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podlane.cluster.Cluster;
import dev.podlane.cluster.Clusters;
import dev.podlane.cluster.service.EndpointSlice;
import dev.podlane.document.read.Documents;
import dev.podlane.net.addr.Ip;
import dev.podlane.net.conntrack.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The rows of kubernetes pkg/proxy/conntrack/cleanup_test.go (rules 269 and 270). */
class ConntrackCleanupTest {
  private static final List<String> FRONTS = List.of("172.30.1.1", "1.2.3.4", "192.168.99.100");
  private static final String SERVING = "10.240.0.4";
  private static final String NOT_SERVING = "10.240.1.5";
  private static final String DELETED = "10.240.2.6";
  private static final String CLIENT = "10.1.1.1";
  private static final String NODE = "10.0.0.1";
  private static final int TCP = 6;
  private static final int UDP = 17;
  private static final int SCTP = 132;
  private static final int PORT = 8_000;
  private static final int NO_SERVICE = 3_000;
  private static final int NODE_PORT = 32_000;
  private static final int TARGET = 9_090;
  private static final int OLD_TARGET = 8_080;

  private static final String SERVICE =
      """
      {apiVersion: v1, kind: Service, metadata: {name: svc, namespace: test}, spec: {type:
       LoadBalancer, clusterIP: 172.30.1.1, externalIPs: [192.168.99.100], ports: [{name: t, port:
       8000}, {name: u, port: 8000, nodePort: 32000, protocol: UDP}, {name: s, port: 8000, nodePort:
       32001, protocol: SCTP}]}, status: {loadBalancer: {ingress: [{ip: 1.2.3.4}]}}}
      """;

  private record Entry(Tuple original, Tuple reply) {
    static Entry of(int protocol, String front, int port, String end, int target) {
      return new Entry(
          new Tuple(protocol, Ip.parse(CLIENT), 40_000, Ip.parse(front), port, 0),
          new Tuple(protocol, Ip.parse(end), target, Ip.parse(CLIENT), 40_000, 0));
    }
  }

  private static Map<String, List<EndpointSlice>> slices(Cluster cluster) {
    return Map.of("test/svc", cluster.services().slices());
  }

  private static Cluster cluster(String... endpoints) {
    String slice =
        "---\n{apiVersion: discovery.k8s.io/v1, kind: EndpointSlice, addressType: IPv4, metadata:"
            + " {name: svc-0, namespace: test, labels: {kubernetes.io/service-name: svc}},"
            + " endpoints: ["
            + String.join(", ", endpoints)
            + "], ports: [{name: t, port: 9090}, {name: u, port: 9090, protocol: UDP}, {name: s,"
            + " port: 9090, protocol: SCTP}]}\n";
    return Clusters.read(Documents.read("test", SERVICE + slice).documents());
  }

  private static String end(String address, boolean ready, boolean serving) {
    return "{addresses: ["
        + address
        + "], conditions: {ready: "
        + ready
        + ", serving: "
        + serving
        + ", terminating: "
        + !ready
        + "}}";
  }

  private static BiPredicate<Tuple, Tuple> stale(Cluster before, Cluster after, int minor) {
    return ConntrackCleanup.stale(after.services().all(), slices(before), slices(after), minor);
  }

  private static List<Entry> deleted(BiPredicate<Tuple, Tuple> stale, List<Entry> entries) {
    return entries.stream().filter(each -> stale.test(each.original(), each.reply())).toList();
  }

  /** TestCleanStaleEntries. */
  @ParameterizedTest
  @ValueSource(ints = {32, 36, 37})
  void rule269WhatServesNoMoreIsDeletedAndNothingElse(int minor) {
    Cluster before = cluster(end(SERVING, true, true), end(DELETED, true, true));
    Cluster after = cluster(end(SERVING, false, true), end(NOT_SERVING, false, false));
    List<Entry> kept = new ArrayList<>();
    List<Entry> gone = new ArrayList<>();
    for (String front : FRONTS) {
      gone.add(Entry.of(UDP, front, PORT, SERVING, OLD_TARGET));
      gone.add(Entry.of(UDP, front, PORT, front, PORT));
      kept.add(Entry.of(UDP, front, NO_SERVICE, front, NO_SERVICE));
    }
    for (String end : List.of(SERVING, NOT_SERVING, DELETED)) {
      for (int protocol : new int[] {TCP, UDP, SCTP}) {
        boolean isStale = protocol == UDP && !end.equals(SERVING);
        for (String front : FRONTS) {
          kept.add(Entry.of(protocol, front, NO_SERVICE, end, TARGET));
          (isStale ? gone : kept).add(Entry.of(protocol, front, PORT, end, TARGET));
        }
        (isStale ? gone : kept).add(Entry.of(protocol, NODE, NODE_PORT, end, TARGET));
      }
    }
    List<Entry> all = new ArrayList<>(kept);
    all.addAll(gone);
    assertThat(all).hasSize(72);

    assertThat(deleted(stale(before, after, minor), all)).hasSize(14).hasSameElementsAs(gone);
  }

  @Test
  void nothingIsComparedIfNoEndpointOfUdpHasChanged() {
    Cluster same = cluster(end(SERVING, true, true));
    List<Entry> entries = List.of(Entry.of(UDP, FRONTS.get(0), PORT, DELETED, TARGET));
    assertThat(deleted(stale(same, same, 37), entries)).isEmpty();
  }

  /** TestServiceWithoutEndpoints; since pull request 139629 only node ports are left out. */
  @ParameterizedTest
  @CsvSource({"31, true, true", "32, false, false", "36, false, false", "37, true, false"})
  void rule270AServiceWithoutEndpoints(int minor, boolean isDeleted, boolean isOfNodePort) {
    Cluster before = cluster(end(DELETED, true, true));
    Cluster after = cluster();
    Entry ofService = Entry.of(UDP, FRONTS.get(0), PORT, DELETED, TARGET);
    Entry ofNodePort = Entry.of(UDP, NODE, NODE_PORT, DELETED, TARGET);
    List<Entry> found = deleted(stale(before, after, minor), List.of(ofService, ofNodePort));

    assertThat(found.contains(ofService)).isEqualTo(isDeleted);
    assertThat(found.contains(ofNodePort)).isEqualTo(isOfNodePort);
  }

  @Test
  void rule270UpTo131ByWhatWasRemoved() {
    Cluster before =
        cluster(end(SERVING, true, true), end(NOT_SERVING, true, true), end(DELETED, true, true));
    Cluster after = cluster(end(SERVING, true, true), end(NOT_SERVING, false, false));
    Entry other = Entry.of(UDP, FRONTS.get(0), PORT, "10.9.9.9", TARGET);
    List<Entry> entries = new ArrayList<>(List.of(other));
    for (String end : List.of(SERVING, NOT_SERVING, DELETED)) {
      entries.add(Entry.of(UDP, FRONTS.get(0), PORT, end, TARGET));
    }
    assertThat(deleted(stale(before, after, 31), entries))
        .isEqualTo(entries.subList(2, 4)); // an address that it never heard of stays

    // the first endpoint: everything of the Service goes
    assertThat(deleted(stale(cluster(), before, 31), entries)).isEqualTo(entries);
  }
}
