package dev.podlane.kernel;

import dev.podlane.lab.LabProbe;
import dev.podlane.lab.Observation;
import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Protocol;
import dev.podlane.net.ns.Network;
import dev.podlane.trace.Probe;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Probes through a random network: from anyone, mostly to someone. */
final class RandomProbes {
  /** Address resolution fails after 3.06 s, up to 0.8 s more behind a proxy; what waits is told. */
  private static final long LONG = 3_950;

  /** After a proxy's answer, which may take 0.8 s, and before ARP asks again. */
  private static final long SHORT = 930;

  private final RandomNetwork from;
  private final Random random;

  private RandomProbes(RandomNetwork from) {
    this.from = from;
    this.random = from.random();
  }

  /**
   * Some probes. Where the model says that nothing comes, most wait less than it takes to be told
   * of an address that does not resolve; what is still due then is forgotten by the next.
   */
  static List<LabProbe> of(RandomNetwork from, Network network) {
    RandomProbes probes = new RandomProbes(from);
    List<Probe> all = new ArrayList<>();
    int many = 6 + probes.random.nextInt(5);
    for (int at = 0; at < many; at++) {
      all.add(probes.probe(LONG, at == 0 || probes.random.nextInt(5) < 3));
    }
    List<Observation> told = Predictions.of(network, all.stream().map(LabProbe::of).toList());
    List<LabProbe> timed = new ArrayList<>();
    boolean isUnsettled = false;
    for (int at = 0; at < all.size(); at++) {
      boolean isTimeout = "timeout".equals(told.get(at).outcome().get("result"));
      long millis = isTimeout && probes.random.nextInt(6) > 0 ? SHORT : LONG;
      timed.add(LabProbe.of(with(all.get(at), millis, all.get(at).cold() || isUnsettled)));
      isUnsettled = isTimeout;
    }
    return timed;
  }

  private Probe probe(long millis, boolean cold) {
    Protocol protocol = any(List.of(Protocol.ICMP, Protocol.TCP, Protocol.UDP));
    int port = protocol == Protocol.TCP ? 80 : 53;
    boolean isOdd = random.nextInt(10) == 0;
    return Probe.of(
            any(from.stations()).name(),
            protocol,
            Ip.parse(destination()),
            protocol == Protocol.ICMP ? 0 : isOdd ? port + 1 : port)
        .withTtl(random.nextInt(6) == 0 ? 1 + random.nextInt(5) : Probe.DEFAULT_TTL)
        .withPayload(protocol == Protocol.TCP ? 0 : random.nextInt(from.sizes()))
        .withCold(cold)
        .withTimeoutMillis(millis)
        .withExchange(protocol == Protocol.TCP && random.nextInt(3) == 0 ? exchange() : null)
        .withDiscovery(
            random.nextInt(3) > 0 ? Probe.Discovery.WANT : any(List.of(Probe.Discovery.values())));
  }

  private Probe.Exchange exchange() {
    return new Probe.Exchange(
        random.nextInt(4_000), random.nextInt(4_000), any(List.of(Probe.Exchange.Close.values())));
  }

  private String destination() {
    if (random.nextInt(12) == 0) {
      return any(List.of("192.0.2.1", "127.0.0.1", "10.99.0.1"));
    }
    if (!from.services().isEmpty() && random.nextInt(4) == 0) {
      return any(from.services());
    }
    String someone = any(List.copyOf(any(from.stations()).addresses().values()));
    boolean isNobody = random.nextInt(8) == 0;
    return isNobody ? someone.substring(0, someone.lastIndexOf('.')) + ".77" : someone;
  }

  private <T> T any(List<T> all) {
    return all.get(random.nextInt(all.size()));
  }

  private static Probe with(Probe probe, long millis, boolean cold) {
    return probe.withCold(cold).withTimeoutMillis(millis);
  }
}
