package dev.podlane.compile.cni;

import static dev.podlane.compile.cni.felix.FelixLine.line;

import dev.podlane.compile.cni.felix.DeferredChains;
import dev.podlane.compile.cni.felix.FelixChain;
import dev.podlane.compile.cni.felix.FelixLine;
import dev.podlane.compile.cni.felix.Marks;
import dev.podlane.net.filter.Chain;
import dev.podlane.net.filter.Hook;
import dev.podlane.net.filter.Rule;
import dev.podlane.net.filter.Ruleset;
import dev.podlane.net.filter.Table;
import dev.podlane.net.filter.TrackingMatch.State.Kind;
import java.util.ArrayList;
import java.util.List;

/**
 * The chains that Felix gives every node, whatever pods are on it (projectcalico/calico {@code
 * felix/rules/static.go}; the text of a whole node is in {@code felix/fv/cali-iptables-dump.txt}).
 */
final class CalicoStatics {
  private static final int ACCEPT = Marks.ACCEPT;

  /** All bits that Felix uses here. */
  private static final int ALL = 0x1b0000;

  private static final int FROM_WORKLOAD = 0x80000;
  private static final int VXLAN_PORT = 4789;
  private static final int UDP = 17;
  private static final int IPIP = 4;

  /** Set of all nodes' addresses. */
  static final String HOSTS = "cali40all-hosts-net";

  /** Set of the addresses of the nodes that send VXLAN. */
  static final String VTEPS = "cali40all-vxlan-net";

  /** Sets of the pod networks: those that masquerade, and all. */
  static final String POOLS = "cali40masq-ipam-pools";

  static final String ALL_POOLS = "cali40all-ipam-pools";

  private static final String HOST_ACCEPTED = "Host endpoint policy accepted packet.";

  /** Observed in Felix's own dump; the words that it is made of are not known. */
  private static final String NAT_POSTROUTING = "0i8pjzKKPyA34aQD";

  private final boolean vxlan;
  private final boolean ipip;
  private final boolean masquerade;
  private final List<Chain> raw = new ArrayList<>();
  private final List<Chain> mangle = new ArrayList<>();
  private final List<Chain> nat = new ArrayList<>();
  private final List<Chain> filter = new ArrayList<>();
  private final List<Rule> accepting;

  CalicoStatics(boolean vxlan, boolean ipip, boolean masquerade) {
    this.vxlan = vxlan;
    this.ipip = ipip;
    this.masquerade = masquerade;
    raw();
    mangle();
    nat();
    filter();
    this.accepting =
        FelixChain.rules(
            "FORWARD*appends*",
            List.of(
                line("Policy explicitly accepted packet.").marked(ACCEPT).accept(),
                line().mark(ACCEPT)));
  }

  private void raw() {
    List<FelixLine> in = new ArrayList<>();
    List<FelixLine> out = new ArrayList<>();
    in.add(line().unmark(ALL));
    out.add(line().unmark(ALL));
    out.add(line().jump("cali-to-host-endpoint"));
    if (vxlan) {
      in.add(line().udpPort(VXLAN_PORT).untracked());
      out.add(line().udpPort(VXLAN_PORT).untracked());
    }
    in.add(line().in("cali+").mark(FROM_WORKLOAD));
    in.add(line().marked(FROM_WORKLOAD).jump("cali-rpf-skip"));
    in.add(line().marked(FROM_WORKLOAD).notReachable().drop());
    in.add(line().unmarked(FROM_WORKLOAD).jump("cali-from-host-endpoint"));
    in.add(line().marked(ACCEPT).accept());
    out.add(line().marked(ACCEPT).accept());
    raw.add(FelixChain.of("cali-OUTPUT", out));
    raw.add(FelixChain.of("cali-PREROUTING", in));
    raw.add(FelixChain.of("cali-from-host-endpoint"));
    raw.add(FelixChain.of("cali-rpf-skip"));
    raw.add(FelixChain.of("cali-to-host-endpoint"));
  }

  private void mangle() {
    mangle.add(
        FelixChain.of(
            "cali-POSTROUTING",
            line().marked(ACCEPT).back(),
            line().unmark(ALL),
            line().state(Kind.DNAT).jump("cali-to-host-endpoint"),
            line(HOST_ACCEPTED).marked(ACCEPT).back()));
    mangle.add(
        FelixChain.of(
            "cali-PREROUTING",
            line().state(Kind.RELATED, Kind.ESTABLISHED).accept(),
            line().marked(ACCEPT).accept(),
            line().jump("cali-from-host-endpoint"),
            line(HOST_ACCEPTED).marked(ACCEPT).accept()));
    mangle.add(FelixChain.of("cali-from-host-endpoint"));
    mangle.add(FelixChain.of("cali-to-host-endpoint"));
  }

  private void nat() {
    List<FelixLine> out = new ArrayList<>();
    out.add(line().jump("cali-fip-snat"));
    out.add(line().jump("cali-nat-outgoing"));
    if (ipip) {
      out.add(line().out(Calico.IPIP).local(true, true).local(true, false).masquerade());
    }
    if (vxlan) {
      out.add(line().out(Calico.VXLAN).local(true, true).local(true, false).masquerade());
    }
    List<FelixLine> outgoing =
        masquerade
            ? List.of(line().inSet(POOLS, true).notInSet(ALL_POOLS, false).masquerade())
            : List.of();
    nat.add(FelixChain.of("cali-OUTPUT", line().jump("cali-fip-dnat")));
    nat.add(FelixChain.of("cali-POSTROUTING", out));
    nat.add(FelixChain.of("cali-PREROUTING", line().jump("cali-fip-dnat")));
    nat.add(FelixChain.of("cali-fip-dnat"));
    nat.add(FelixChain.of("cali-fip-snat"));
    nat.add(FelixChain.of("cali-nat-outgoing", outgoing));
  }

  private void filter() {
    filter.add(
        FelixChain.of(
            "cali-FORWARD",
            line().unmark(ALL & ~ACCEPT),
            line().unmarked(ACCEPT).jump("cali-from-hep-forward"),
            line().in("cali+").jump(CalicoEndpoints.FROM),
            line().out("cali+").jump(CalicoEndpoints.TO),
            line().jump("cali-to-hep-forward"),
            line().jump("cali-cidr-block")));
    filter.add(FelixChain.of("cali-INPUT", input()));
    filter.add(FelixChain.of("cali-OUTPUT", output()));
    for (String empty :
        List.of(
            "cali-cidr-block",
            "cali-from-hep-forward",
            "cali-from-host-endpoint",
            "cali-to-hep-forward",
            "cali-to-host-endpoint")) {
      filter.add(FelixChain.of(empty));
    }
    filter.add(
        FelixChain.of(
            "cali-wl-to-host",
            line().jump(CalicoEndpoints.FROM),
            line("Configured DefaultEndpointToHostAction").accept()));
  }

  private List<FelixLine> input() {
    List<FelixLine> lines = new ArrayList<>();
    if (ipip) {
      lines.add(
          line("Allow IPIP packets from Calico hosts")
              .protocol(IPIP)
              .inSet(HOSTS, true)
              .local(false, false)
              .accept());
      lines.add(line("DROP IPIP packets from non-Calico hosts").protocol(IPIP).drop());
    }
    if (vxlan) {
      lines.add(
          line("Allow IPv4 VXLAN packets from allowed hosts")
              .protocol(UDP)
              .ports(VXLAN_PORT)
              .inSet(VTEPS, true)
              .local(false, false)
              .accept());
      lines.add(
          line("Drop IPv4 VXLAN packets from non-allowed hosts")
              .protocol(UDP)
              .ports(VXLAN_PORT)
              .local(false, false)
              .drop());
    }
    lines.add(line().in("cali+").go("cali-wl-to-host"));
    lines.add(line().marked(ACCEPT).accept());
    lines.add(line().unmark(ALL));
    lines.add(line().jump("cali-from-host-endpoint"));
    lines.add(line(HOST_ACCEPTED).marked(ACCEPT).accept());
    return lines;
  }

  private List<FelixLine> output() {
    List<FelixLine> lines = new ArrayList<>();
    lines.add(line().marked(ACCEPT).accept());
    lines.add(line().out("cali+").back());
    if (ipip) {
      lines.add(
          line("Allow IPIP packets to other Calico hosts")
              .protocol(IPIP)
              .inSet(HOSTS, false)
              .local(true, false)
              .accept());
    }
    if (vxlan) {
      lines.add(
          line("Allow IPv4 VXLAN packets to other allowed hosts")
              .protocol(UDP)
              .ports(VXLAN_PORT)
              .local(true, false)
              .inSet(VTEPS, false)
              .accept());
    }
    lines.add(line().unmark(ALL));
    lines.add(line().notState(Kind.DNAT).jump("cali-to-host-endpoint"));
    lines.add(line(HOST_ACCEPTED).marked(ACCEPT).accept());
    return lines;
  }

  /**
   * A node's rules with Felix's in front of all others.
   *
   * @param endpoints chains of the pods on the node
   */
  Ruleset on(Ruleset before, DeferredChains endpoints) {
    Ruleset now = before;
    now = now.with(hooked(now, Table.Kind.RAW, raw, Hook.PREROUTING, Hook.OUTPUT));
    now = now.with(hooked(now, Table.Kind.MANGLE, mangle, Hook.PREROUTING, Hook.POSTROUTING));
    Table nats = hooked(now, Table.Kind.NAT, nat, Hook.PREROUTING, Hook.OUTPUT);
    Rule to = line().jump("cali-POSTROUTING").rule(NAT_POSTROUTING);
    now = now.with(Tables.inserted(nats, Hook.POSTROUTING, to));
    Table filters =
        hooked(now, Table.Kind.FILTER, filter, Hook.INPUT, Hook.FORWARD, Hook.OUTPUT)
            .withSupply(endpoints);
    return now.with(Tables.appended(filters, Hook.FORWARD, accepting));
  }

  private static Table hooked(Ruleset rules, Table.Kind kind, List<Chain> chains, Hook... hooks) {
    Table table = Tables.table(rules, kind);
    for (Hook hook : hooks) {
      List<FelixLine> jump = List.of(line().jump("cali-" + hook.name()));
      table = Tables.inserted(table, hook, FelixChain.rules(hook.name(), jump).get(0));
    }
    return table.withAll(chains);
  }
}
