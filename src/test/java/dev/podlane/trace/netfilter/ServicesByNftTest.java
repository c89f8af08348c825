package dev.podlane.trace.netfilter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Protocol;
import dev.podlane.net.ns.Network;
import dev.podlane.trace.Flow;
import dev.podlane.trace.Networks;
import dev.podlane.trace.Outcome;
import dev.podlane.trace.Outcome.Result;
import dev.podlane.trace.Probe;
import dev.podlane.trace.Trace;
import dev.podlane.trace.TraceText;
import dev.podlane.trace.memory.Memory;
import dev.podlane.trace.walk.Walker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Observations on Linux 6.18 of packets through a node with the rules that kube-proxy writes for
 * nftables: up to 1.34, and 1.37.
 */
class ServicesByNftTest {
  private static final String YAML =
      """
      apiVersion: podlane.dev/v1
      kind: LinuxNetwork
      metadata: {name: services}
      spec:
        namespaces:
          node:
            sysctls: {net.ipv4.ip_forward: 1, net.ipv4.icmp_ratelimit: 0, net.ipv4.conf.all.send_redirects: 0, net.ipv4.conf.vc.send_redirects: 0}
            devices:
              vp: {peer: "pod:eth0", addr: 10.244.0.1/24}
              vc: {peer: "client:eth0", addr: 172.18.0.2/16}
            routes: [10.244.1.0/24 via 172.18.0.9, default via 172.18.0.9]
            nft: |
      %s
          pod:
            devices: {eth0: {addr: 10.244.0.5/24}}
            routes: [default via 10.244.0.1]
            listen: [{proto: tcp, port: 8080, name: pod}]
          client:
            devices:
              eth0: {addr: 172.18.0.9/16}
              lo: {addr: [10.244.1.5/32, 10.244.1.6/32, 10.244.1.11/32]}
            routes: [203.0.113.0/24 via 172.18.0.2, 10.96.0.0/16 via 172.18.0.2, 10.244.0.0/24 via 172.18.0.2]
            listen: [{proto: tcp, port: 8080, name: remote}]
      """;

  private static final Map<String, Network> NETWORKS = new HashMap<>();

  private static Network network(String form) {
    return NETWORKS.computeIfAbsent(
        form,
        any -> {
          String file = "/nft/kubeproxy-nft-" + form + ".list";
          try (var in = Objects.requireNonNull(ServicesByNftTest.class.getResourceAsStream(file))) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            String block = text.replace("\t", "  ").indent(8).stripTrailing();
            return Networks.of(YAML.formatted(block));
          } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
          }
        });
  }

  @ParameterizedTest
  @CsvSource({
    "client,10.96.10.1,80,pod 10.244.0.1 | remote 172.18.0.2,",
    "pod,10.96.10.1,80,pod 10.244.0.1 | remote 10.244.0.5,",
    "client,172.18.0.2,30080,pod 10.244.0.1 | remote 172.18.0.2,",
    "client,10.96.10.1,81,refused,",
    "client,10.96.10.4,80,refused,",
    "client,172.18.0.2,30082,refused,",
    "client,10.96.10.6,80,timeout,",
    "client,10.96.99.9,80,timeout,",
    "node,127.0.0.1,30080,refused,",
    "pod,203.0.113.11,80,remote 10.244.0.5,",
    "pod,172.18.0.2,30083,remote 10.244.0.5,",
    "node,203.0.113.11,80,remote 172.18.0.2,timeout",
    "node,172.18.0.2,30083,remote 172.18.0.2,",
    "client,203.0.113.11,80,timeout,",
    "client,172.18.0.2,30083,timeout,",
  })
  void goesAsOnLinux(String from, String to, int port, String wanted, String olderForm) {
    for (String form : List.of("1.34", "1.37")) {
      Set<String> seen = new TreeSet<>();
      String last = "";
      for (int seed = 1; seed <= 12; seed++) {
        Probe probe = Probe.of(from, Protocol.TCP, Ip.parse(to), port).withSeed(seed);
        Trace trace = Walker.walk(network(form), probe, new Memory());
        seen.add(said(trace));
        last = TraceText.paths(trace, Flow.REQUEST).toString();
      }
      boolean isOlder = form.equals("1.34") && olderForm != null;
      assertThat(String.join(" | ", seen))
          .as(form + " " + last)
          .isEqualTo(isOlder ? olderForm : wanted);
    }
  }

  /** ICMP has no ports: no service is for it, and nothing of it stays open. */
  @ParameterizedTest
  @CsvSource({"client,10.244.0.5", "pod,172.18.0.2", "pod,10.244.1.5"})
  void pingsPassServicesBy(String from, String to) {
    for (String form : List.of("1.34", "1.37")) {
      Probe probe = Probe.of(from, Protocol.ICMP, Ip.parse(to), 0);
      Outcome outcome = Walker.walk(network(form), probe, new Memory()).outcome();
      assertThat(outcome.result()).isEqualTo(Result.DELIVERED);
    }
  }

  private static String said(Trace trace) {
    Outcome outcome = trace.outcome();
    Outcome.Server server = outcome.server();
    if (outcome.result() == Result.DELIVERED && server != null) {
      return server.listener() + " " + server.seesSource();
    }
    return "ECONNREFUSED".equals(outcome.errno()) ? "refused" : outcome.result().text();
  }
}
