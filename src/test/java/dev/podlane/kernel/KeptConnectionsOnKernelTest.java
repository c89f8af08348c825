package dev.podlane.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podlane.net.addr.Ip;
import dev.podlane.net.ns.Network;
import dev.podlane.tools.Command;
import dev.podlane.tools.NeedsTool;
import dev.podlane.trace.Floods;
import dev.podlane.trace.Networks;
import dev.podlane.trace.Outcome;
import dev.podlane.trace.Probe;
import dev.podlane.trace.Probe.Exchange;
import dev.podlane.trace.Trace;
import dev.podlane.trace.memory.Memory;
import dev.podlane.trace.memory.SocketKey;
import dev.podlane.trace.memory.StandingSocket;
import dev.podlane.trace.record.Budget;
import dev.podlane.trace.socket.Kept;
import dev.podlane.trace.step.SocketStep;
import dev.podlane.trace.walk.Changing;
import dev.podlane.trace.walk.Walker;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Sockets that are kept while rules, connection tables and processes change, on this kernel. */
@NeedsTool({"ip", "nft", "conntrack", "python3"})
@Timeout(60)
@ResourceLock("kernel")
class KeptConnectionsOnKernelTest {
  private static final String NETWORK =
      """
      apiVersion: podlane.dev/v1
      kind: LinuxNetwork
      metadata: {name: kept}
      spec:
        namespaces:
          n:
            sysctls: {net.ipv4.ip_forward: 1}
            devices:
              vc: {peer: "c:eth0", addr: 10.77.1.1/24}
              va: {peer: "a:eth0", addr: 10.77.2.1/24}
              vb: {peer: "b:eth0", addr: 10.77.3.1/24}
            nft: |
              table ip nat {
                chain pre {
                  type nat hook prerouting priority dstnat; policy accept;
                  ip daddr 10.200.1.1 meta l4proto { tcp, udp } dnat to %s:80
                }
              }
          c:
            devices: {eth0: {addr: 10.77.1.2/24}}
            routes: [default via 10.77.1.1]
          a:
            devices: {eth0: {addr: 10.77.2.2/24}}
            routes: [default via 10.77.2.1]
            listen: %s
          b:
            devices: {eth0: {addr: 10.77.3.2/24}}
            routes: [default via 10.77.3.1]
            listen: [{proto: tcp, port: 80, name: b}, {proto: udp, port: 80, name: b}]
      """;

  private static final String LISTEN =
      "[{proto: tcp, port: 80, name: a}, {proto: udp, port: 80, name: a}]";

  private static final Probe TCP =
      Probe.from("c")
          .tcp(Ip.parse("10.200.1.1"), 80)
          .withExchange(new Exchange(1, 1, Exchange.Close.KEEP))
          .warm();

  private static final Probe UDP =
      Probe.from("c").udp(Ip.parse("10.200.1.1"), 80).withSourcePort(41_000).warm();

  private final Memory memory = new Memory();
  private final Map<String, String> predicted = new LinkedHashMap<>();

  @BeforeAll
  static void namespacesCanBeMade() throws IOException {
    Namespaces.require("KeptConnectionsOnKernelTest");
  }

  /** A network that becomes another one at a moment, at which the program of a server ends. */
  private static final class Ending implements Changing {
    private final Network after;
    private final long moment;
    private Network now;
    private boolean passed;

    Ending(Network before, Network after, long moment) {
      this.now = before;
      this.after = after;
      this.moment = moment;
    }

    @Override
    public Network network() {
      return now;
    }

    @Override
    public long next() {
      return passed ? Long.MAX_VALUE : moment;
    }

    @Override
    public List<Ended> ended(long at, Memory any) {
      return List.of(new Ended("a", "a"));
    }

    @Override
    public void pass(long at, Memory any) {
      now = after;
      passed = true;
    }
  }

  private static String said(Trace trace) {
    if (trace.outcome().result() != Outcome.Result.DELIVERED) {
      boolean isClosed = trace.outcome().result() == Outcome.Result.RESET;
      return isClosed ? "closed" : Objects.requireNonNull(trace.outcome().errno());
    }
    return trace.hops().stream()
        .filter(hop -> hop.namespace().equals("a") || hop.namespace().equals("b"))
        .filter(hop -> hop.steps().stream().anyMatch(each -> each.step() instanceof SocketStep))
        .findFirst()
        .orElseThrow()
        .namespace();
  }

  private String exchange(Changing course, SocketKey key) {
    Kept kept = new Kept(key, false);
    return said(Walker.exchange(course, TCP, kept, memory, Budget.ofOne(), Floods.COUNTED));
  }

  @Test
  void theEnginePredictsWhatThisKernelDoes() throws Exception {
    Network first = Networks.of(NETWORK.formatted("10.77.2.2", LISTEN));
    Network second = Networks.of(NETWORK.formatted("10.77.3.2", LISTEN));
    Network third = Networks.of(NETWORK.formatted("10.77.3.2", "[]"));
    memory.sockets().keep(true);
    predicted.put("opened", said(Walker.walk(first, TCP, memory)));
    SocketKey key =
        memory.sockets().all().stream()
            .filter(each -> each.program() == null)
            .map(StandingSocket::key)
            .findFirst()
            .orElseThrow();
    predicted.put("datagram", said(Walker.walk(first, UDP, memory)));
    Ending course = new Ending(second, third, 60_000);
    predicted.put("kept", exchange(course, key));
    predicted.put("new", said(Walker.walk(second, TCP.withSeed(1), memory)));
    predicted.put("datagram-kept", said(Walker.walk(second, UDP, memory)));
    memory
        .connections("n")
        .delete(
            (original, reply) ->
                original.protocol() == 17 && original.destination().equals(UDP.destination()));
    predicted.put("datagram-deleted", said(Walker.walk(second, UDP, memory)));
    predicted.put("kept-still", exchange(course, key));
    Walker.rest(course, TCP, new Kept(key, false), memory, Budget.ofOne(), 60_100);
    StandingSocket standing = Objects.requireNonNull(memory.sockets().find(key));
    boolean isClosed = standing.numbers().peerFin() < Integer.MAX_VALUE;
    predicted.put("ended", isClosed ? "closed" : "open");
    memory.sockets().remove(each -> each.program() != null && each.isDead());
    predicted.put("written", exchange(course, key));
    predicted.put("again", exchange(course, key).equals("EPIPE") ? "Broken pipe" : "?");

    assertThat(observed()).isEqualTo(predicted);
  }

  private static Map<String, String> observed() throws IOException {
    String prefix = "podlane-" + ProcessHandle.current().pid();
    Path script = Path.of("src", "test", "resources", "kernel", "kept.py");
    Command done =
        Command.run(
            Path.of(""), Duration.ofSeconds(50), List.of("python3", script.toString(), prefix));
    Map<String, String> found = new LinkedHashMap<>();
    done.output()
        .lines()
        .filter(line -> line.indexOf('=') > 0)
        .forEach(
            line ->
                found.put(
                    line.substring(0, line.indexOf('=')), line.substring(line.indexOf('=') + 1)));
    return found;
  }
}
