package dev.podlane.trace.ip;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Prefix;
import dev.podlane.net.addr.Protocol;
import dev.podlane.net.ns.Network;
import dev.podlane.net.ns.RouteEdits;
import dev.podlane.net.route.Route;
import dev.podlane.net.route.RouteType;
import dev.podlane.trace.Flow;
import dev.podlane.trace.NetworkBuilder;
import dev.podlane.trace.Outcome;
import dev.podlane.trace.Probe;
import dev.podlane.trace.Trace;
import dev.podlane.trace.TraceText;
import dev.podlane.trace.memory.Memory;
import dev.podlane.trace.step.IcmpStep;
import dev.podlane.trace.step.IcmpStep.RedirectReceived;
import dev.podlane.trace.walk.Walker;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Redirects, errors of refusing routes, and how often a router speaks. */
class ToldByRoutersTest {
  private final NetworkBuilder lan =
      NetworkBuilder.twoNodes()
          .namespace("h50")
          .veth("lan", "p50", "h50", "eth0")
          .enslave("lan", "p50", "br")
          .address("h50", "eth0", "10.100.0.50/24")
          .route("h50", "default", "10.100.0.1");

  private static Probe probe(String from, Protocol what, String to, boolean cold) {
    Probe usual = Probe.of(from, what, Ip.parse(to), 80);
    return Probe.of(from, what, usual.destination(), 80)
        .withTtl(usual.ttl())
        .withPayload(usual.payload())
        .withCold(cold)
        .withTimeoutMillis(1_500);
  }

  private static List<RedirectReceived.Verdict> verdicts(Trace trace) {
    return TraceText.steps(trace, RedirectReceived.class).stream()
        .map(RedirectReceived::verdict)
        .toList();
  }

  @Test
  void aHostBelievesTheSecondRedirectAndThenGoesTheShortWay() {
    Network network = lan.build();
    Memory memory = new Memory();

    Trace first = Walker.walk(network, probe("h50", Protocol.ICMP, "10.0.2.2", true), memory);
    memory.advanceTo(memory.now() + 300);
    Trace second = Walker.walk(network, probe("h50", Protocol.ICMP, "10.0.2.2", false), memory);
    Trace third = Walker.walk(network, probe("h50", Protocol.ICMP, "10.0.2.2", false), memory);

    assertThat(verdicts(first)).containsExactly(RedirectReceived.Verdict.GATEWAY_UNKNOWN);
    assertThat(verdicts(second)).containsExactly(RedirectReceived.Verdict.INSTALLED);
    assertThat(TraceText.path(third, Flow.REQUEST))
        .startsWith("h50/eth0>64 lan/p50<64!other lan/p2>64 n2/eth0<64 n2/cbr0>63");
    Trace cold = Walker.walk(network, probe("h50", Protocol.ICMP, "10.0.2.2", true), memory);
    assertThat(TraceText.path(cold, Flow.REQUEST)).contains("gw/eth0<64");
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1, 1, GATEWAY_UNKNOWN",
    "1, 1, 0, FORWARDS_DEVICE",
    "1, 0, 1, FORWARDS_ALL",
    "0, 1, 0, GATEWAY_UNKNOWN",
    "0, 0, 1, GATEWAY_UNKNOWN",
    "0, 0, 0, NOT_ACCEPTED",
  })
  void acceptRedirectsCountsForAllAndTheDeviceWhereItForwards(
      int forwards, int all, int device, RedirectReceived.Verdict verdict) {
    Network network =
        lan.sysctl("h50", "net.ipv4.ip_forward", forwards)
            .sysctl("h50", "net.ipv4.conf.all.accept_redirects", all)
            .sysctl("h50", "net.ipv4.conf.eth0.accept_redirects", device)
            .build();

    Trace trace = Walker.walk(network, probe("h50", Protocol.ICMP, "10.0.2.2", true), new Memory());

    assertThat(verdicts(trace)).containsExactly(verdict);
  }

  @Test
  void aHostThatForwardsBelievesNoneUnlessAllAndTheDeviceSaySo() {
    Trace trace =
        Walker.walk(lan.build(), probe("n1", Protocol.ICMP, "10.0.2.2", true), new Memory());

    assertThat(verdicts(trace)).containsExactly(RedirectReceived.Verdict.FORWARDS_ALL);
    assertThat(TraceText.path(trace, Flow.REDIRECT))
        .isEqualTo("gw/eth0>64 lan/pgw<64!other lan/p1>64 n1/eth0<64");
  }

  @Test
  void aPodIsNotOnTheGatewaysLinkAndGetsNoRedirect() {
    Trace trace =
        Walker.walk(lan.build(), probe("n1p1", Protocol.ICMP, "10.0.2.2", true), new Memory());

    assertThat(TraceText.steps(trace, IcmpStep.RedirectSent.class)).isEmpty();
  }

  @Test
  void redirectsCanBeSwitchedOff() {
    Network network =
        lan.sysctl("gw", "net.ipv4.conf.all.send_redirects", 0)
            .sysctl("gw", "net.ipv4.conf.eth0.send_redirects", 0)
            .build();

    Trace trace = Walker.walk(network, probe("h50", Protocol.ICMP, "10.0.2.2", true), new Memory());

    assertThat(TraceText.steps(trace, IcmpStep.RedirectSent.class)).isEmpty();
    assertThat(trace.outcome().result()).isEqualTo(Outcome.Result.DELIVERED);
  }

  @ParameterizedTest
  @CsvSource({
    "UNREACHABLE, ICMP_UNREACHABLE, 1, EHOSTUNREACH, EHOSTUNREACH",
    "PROHIBIT, ICMP_UNREACHABLE, 13, EHOSTUNREACH, EACCES",
    "THROW, ICMP_UNREACHABLE, 0, ENETUNREACH, ENETUNREACH",
    "BLACKHOLE, TIMEOUT, -1, '', EINVAL",
  })
  void refusingRoutes(
      RouteType type, Outcome.Result result, int code, String errno, String localErrno) {
    Network network = lan.refuse("gw", type, "10.9.0.0/24").build();

    Outcome forwarded =
        Walker.walk(network, probe("n1p1", Protocol.UDP, "10.9.0.1", true), new Memory()).outcome();
    Outcome local =
        Walker.walk(network, probe("gw", Protocol.UDP, "10.9.0.1", true), new Memory()).outcome();

    assertThat(forwarded.result()).isEqualTo(result);
    assertThat(forwarded.icmp())
        .isEqualTo(code < 0 ? null : new Outcome.IcmpError(3, code, Ip.parse("10.100.0.1")));
    assertThat(forwarded.errno()).isEqualTo(errno.isEmpty() ? null : errno);
    assertThat(local.result()).isEqualTo(Outcome.Result.LOCAL_ERROR);
    assertThat(local.errno()).isEqualTo(localErrno);
  }

  /** Measured on Linux 6.18 with probes back to back. */
  @ParameterizedTest
  @CsvSource({"1, 1000, 6", "64, 1000, 2", "64, 0, 5"})
  void errorsAreLimitedPerPeer(int ttl, int rateLimit, int heard) {
    Network network = lan.sysctl("gw", "net.ipv4.icmp_ratelimit", rateLimit).build();
    Memory memory = new Memory();

    long errors =
        IntStream.range(0, 10)
            .mapToObj(
                i ->
                    Probe.from("h50")
                        .udp(Ip.parse("10.7.0.1"), 9)
                        .withTtl(ttl)
                        .withPayload(1)
                        .warm()
                        .withSeed(i)
                        .withTimeoutMillis(10))
            .map(probe -> Walker.walk(ttl == 1 ? viaN1(network) : network, probe, memory))
            .filter(trace -> trace.outcome().result() != Outcome.Result.TIMEOUT)
            .count();

    assertThat(errors).isEqualTo(heard);
  }

  /** With a route, so that it is the TTL that ends the packet. */
  private static Network viaN1(Network network) {
    return network.with(
        RouteEdits.add(
            network.namespace("gw").orElseThrow(),
            Route.unicast(Prefix.parse("10.7.0.0/24"), Ip.parse("10.100.0.2"), null, null, 0)));
  }
}
