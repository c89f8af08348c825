package dev.podlane.trace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podlane.net.addr.Ip;
import dev.podlane.net.ns.Network;
import org.junit.jupiter.api.Test;

/** What vxlan devices do besides the usual, as seen on Linux 6.18. */
class TunnelsTest {
  @Test
  void aFrameForThisVeryHostComesInWithoutADatagram() {
    Network network =
        Networks.of(
            """
            namespaces:
              node:
                devices:
                  eth0: {type: dummy, addr: 10.1.0.1/24}
                  vx0:
                    type: vxlan
                    id: 1
                    local: 10.1.0.1
                    addr: 10.9.0.1/24
                    fdb: [{mac: "02:99:00:00:00:02", dst: 10.1.0.1}]
                    neigh: [{ip: 10.9.0.2, mac: "02:99:00:00:00:02"}]
                sysctls: {net.ipv4.ip_forward: 1}
            """);
    Probe probe = Probe.of("node", Probe.Protocol.ICMP, Ip.parse("10.9.0.2"), 0);

    Trace trace = Walker.walk(network, probe, new Memory());

    assertThat(trace.hops())
        .flatExtracting(Hop::steps)
        .extracting(Hop.Happening::step)
        .hasAtLeastOneElementOfType(TunnelStep.Bypassed.class)
        .doesNotHaveAnyElementsOfTypes(TunnelStep.Encapsulated.class)
        // the way that was found for it is one out
        .contains(new IpStep.Dropped(DropReason.NO_ROUTE, "vx0"));
  }
}
