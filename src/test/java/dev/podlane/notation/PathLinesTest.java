package dev.podlane.notation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podlane.document.Fields;
import dev.podlane.net.ns.Network;
import dev.podlane.trace.Trace;
import dev.podlane.trace.memory.Memory;
import dev.podlane.trace.walk.Walker;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Lines as they are printed, to the letter. */
class PathLinesTest {
  private final Recording recording = Recording.load("d1-cbr0-gateway");
  private final Network network = recording.network();

  private Trace trace(String name) {
    for (Fields recorded : recording.probes()) {
      ProbeCase probe = ProbeReader.read(recorded.map("probe").orElseThrow()).orElseThrow();
      if (probe.name().equals(name)) {
        return Walker.walk(network, probe.probe(), new Memory());
      }
    }
    throw new AssertionError("no probe " + name);
  }

  @Test
  void aPingToAnotherNode() {
    Map<String, String> lines = PathLines.of(trace("pod to pod other node icmp cold"));
    assertThat(lines).containsOnlyKeys("request", "reply", "arp");
    assertThat(lines.get("request"))
        .isEqualTo(
            "{10.0.1.2>10.0.2.2} n1p1/eth0>64 n1/veth1<64!other n1/cbr0<64 n1/eth0>63"
                + " lan/p1<63!other lan/pgw>63 gw/eth0<63 gw/eth0>62 lan/pgw<62!other lan/p2>62"
                + " n2/eth0<62 n2/cbr0>61 n2/veth1>61 n2p1/eth0<61");
  }

  @Test
  void anErrorNamesItsTypeAndCode() {
    Map<String, String> lines = PathLines.of(trace("pod to unallocated node subnet 10.0.9.1"));
    assertThat(lines.get("errors"))
        .isEqualTo(
            "{10.100.0.1>10.0.1.2 icmp3/0} gw/eth0>64 lan/pgw<64!other lan/p1>64 n1/eth0<64"
                + " n1/cbr0>63 n1/veth1>63 n1p1/eth0<63");
  }

  @Test
  void anArpRequestFloodsNewestPortFirst() {
    String line = PathLines.of(trace("pod to pod same node")).getOrDefault("arp", "");
    assertThat(line)
        .startsWith("{who-has 10.0.1.3 tell 10.0.1.2} n1p1/eth0> n1/veth1< n1/veth2> n1p2/eth0<");
    assertThat(line).contains("{10.0.1.3 is-at 02:00:00:00:04:01} n1p2/eth0>");
  }

  @Test
  void tcpHasPortsOnBothSides() {
    String line = PathLines.of(trace("pod to pod other node tcp")).getOrDefault("reply", "");
    assertThat(line).matches("\\{10\\.0\\.2\\.2:80>10\\.0\\.1\\.2:[0-9]+} n2p1/eth0>64 .*");
  }
}
