package dev.podlane.kernel.secondreading;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * kube-proxy's input for iptables-restore.
 *
 * <p>Read in kubernetes/kubernetes of 1.35, {@code pkg/proxy/iptables/proxier.go}: the lists of
 * jumps, syncProxyRules, writeServiceToEndpointRules; {@code pkg/proxy/util/nodeport_addresses.go}.
 * The kubelet is taken to have made KUBE-FIREWALL first, as on every node that kubeadm set up, and
 * nfacct to be there.
 */
final class IptablesReading {
  private static final int LARGE = 1_000;
  private static final String NEW = "-m conntrack --ctstate NEW ";

  private final ServiceSet set;
  private final boolean isLarge;
  private final boolean answersLocalhost;
  private final List<String> filter = new ArrayList<>();
  private final List<String> nat = new ArrayList<>();
  private final Set<String> natChains = new TreeSet<>();

  private IptablesReading(ServiceSet set) {
    this.set = set;
    List<PortReading> ports = PortReading.of(set);
    this.isLarge =
        ports.stream().mapToInt(port -> EndpointReading.known(set, port).size()).sum() > LARGE;
    this.answersLocalhost =
        set.proxy().localhostNodePorts()
            && (takesAll()
                || nodePortBlocks().stream()
                    .anyMatch(each -> each.contains("127.0.0.0") || each.first() >> 24 == 127));
    ports.forEach(port -> new IptablesPort(this, port).write());
  }

  /** The text for this set's node. */
  static String of(ServiceSet set) {
    return new IptablesReading(set).text();
  }

  ServiceSet set() {
    return set;
  }

  /** Returns true if there are so many endpoints that rules of theirs have no comments. */
  boolean isLarge() {
    return isLarge;
  }

  /** Returns true if node ports are taken at 127.0.0.1. */
  boolean answersLocalhost() {
    return answersLocalhost;
  }

  void filter(String rule) {
    filter.add(rule);
  }

  void nat(String rule) {
    nat.add(rule);
  }

  void natChain(String chain) {
    natChains.add(chain);
  }

  private boolean takesAll() {
    return nodePortBlocks().stream().allMatch(each -> each.length() == 0);
  }

  /** IPv4 blocks; without any, all addresses are meant. */
  private List<PortReading.Block> nodePortBlocks() {
    return NodePortAddresses.blocks(set);
  }

  private String text() {
    fixed();
    nodePorts();
    StringBuilder text =
        new StringBuilder("*mangle\n:KUBE-PROXY-CANARY - [0:0]\nCOMMIT\n*filter\n");
    for (String chain :
        List.of(
            "KUBE-PROXY-CANARY",
            "KUBE-FIREWALL",
            "KUBE-SERVICES",
            "KUBE-EXTERNAL-SERVICES",
            "KUBE-FORWARD",
            "KUBE-NODEPORTS",
            "KUBE-PROXY-FIREWALL")) {
      text.append(':').append(chain).append(" - [0:0]\n");
    }
    filter.forEach(rule -> text.append("-A ").append(rule).append('\n'));
    text.append("COMMIT\n*nat\n");
    natChains.addAll(
        List.of(
            "KUBE-PROXY-CANARY",
            "KUBE-SERVICES",
            "KUBE-NODEPORTS",
            "KUBE-POSTROUTING",
            "KUBE-MARK-MASQ"));
    natChains.forEach(chain -> text.append(':').append(chain).append(" - [0:0]\n"));
    nat.forEach(rule -> text.append("-A ").append(rule).append('\n'));
    return text.append("COMMIT\n").toString();
  }

  /** The rules that do not depend on Services. */
  private void fixed() {
    // kube-proxy puts each jump on top, so that the last one it makes is the first
    jump("INPUT", NEW, "kubernetes load balancer firewall", "KUBE-PROXY-FIREWALL");
    jump("INPUT", "", "kubernetes health check service ports", "KUBE-NODEPORTS");
    String outside = "kubernetes externally-visible service portals";
    jump("INPUT", NEW, outside, "KUBE-EXTERNAL-SERVICES");
    filter.add("INPUT -j KUBE-FIREWALL");
    jump("FORWARD", NEW, "kubernetes load balancer firewall", "KUBE-PROXY-FIREWALL");
    jump("FORWARD", "", "kubernetes forwarding rules", "KUBE-FORWARD");
    jump("FORWARD", NEW, "kubernetes service portals", "KUBE-SERVICES");
    jump("FORWARD", NEW, outside, "KUBE-EXTERNAL-SERVICES");
    jump("OUTPUT", NEW, "kubernetes load balancer firewall", "KUBE-PROXY-FIREWALL");
    jump("OUTPUT", NEW, "kubernetes service portals", "KUBE-SERVICES");
    filter.add("OUTPUT -j KUBE-FIREWALL");
    if (answersLocalhost) {
      filter.add(
          "KUBE-FIREWALL -m comment --comment \"block incoming localnet connections\""
              + " -d 127.0.0.0/8 ! -s 127.0.0.0/8"
              + " -m conntrack ! --ctstate RELATED,ESTABLISHED,DNAT -j DROP");
    }
    filter.add(
        "KUBE-FORWARD -m conntrack --ctstate INVALID"
            + " -m nfacct --nfacct-name ct_state_invalid_dropped_pkts -j DROP");
    filter.add(
        "KUBE-FORWARD -m comment --comment \"kubernetes forwarding rules\""
            + " -m mark --mark 0x4000/0x4000 -j ACCEPT");
    filter.add(
        "KUBE-FORWARD -m comment --comment \"kubernetes forwarding conntrack rule\""
            + " -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT");
    for (String from : List.of("PREROUTING", "OUTPUT")) {
      nat.add(from + comment("kubernetes service portals") + " -j KUBE-SERVICES");
    }
    nat.add("POSTROUTING" + comment("kubernetes postrouting rules") + " -j KUBE-POSTROUTING");
    nat.add("KUBE-POSTROUTING -m mark ! --mark 0x4000/0x4000 -j RETURN");
    nat.add("KUBE-POSTROUTING -j MARK --xor-mark 0x4000");
    nat.add(
        "KUBE-POSTROUTING"
            + comment("kubernetes service traffic requiring SNAT")
            + " -j MASQUERADE --random-fully");
    nat.add("KUBE-MARK-MASQ -j MARK --or-mark 0x4000");
  }

  private void jump(String from, String match, String comment, String to) {
    filter.add(from + " " + match + comment(comment).strip() + " -j " + to);
  }

  static String comment(String text) {
    return " -m comment --comment \"" + text + "\"";
  }

  private void nodePorts() {
    String rule =
        "KUBE-SERVICES"
            + comment(
                "kubernetes service nodeports; NOTE: this must be the last rule in this chain");
    if (takesAll()) {
      String but = answersLocalhost ? "" : " ! -d 127.0.0.0/8";
      nat.add(rule + " -m addrtype --dst-type LOCAL" + but + " -j KUBE-NODEPORTS");
      return;
    }
    for (String address : NodePortAddresses.of(set)) {
      if (answersLocalhost || !address.startsWith("127.")) {
        nat.add(rule + " -d " + address + " -j KUBE-NODEPORTS");
      }
    }
  }
}
