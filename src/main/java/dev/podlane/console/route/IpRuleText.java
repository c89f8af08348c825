package dev.podlane.console.route;

import dev.podlane.net.addr.InterfaceAddress;
import dev.podlane.net.ns.NetworkNamespace;
import dev.podlane.net.route.PolicyRule;
import dev.podlane.net.route.RuleAction;
import dev.podlane.net.route.RuleDetails;
import dev.podlane.net.route.RuleSelector;
import dev.podlane.net.route.RuleSelector.Ports;
import org.jspecify.annotations.Nullable;

/** Policy rules as {@code ip rule} prints them (print_rule in ip/iprule.c of iproute2 6.1). */
public final class IpRuleText {
  private final @Nullable NetworkNamespace ns;
  private final PolicyRule rule;
  private final StringBuilder line = new StringBuilder();

  private IpRuleText(@Nullable NetworkNamespace ns, PolicyRule rule) {
    this.ns = ns;
    this.rule = rule;
  }

  /**
   * One rule with its priority, such as {@code 32766: from all lookup main}.
   *
   * @param ns the namespace of the rule, to know of devices that are not there
   */
  public static String line(NetworkNamespace ns, PolicyRule rule) {
    return rule.priority() + ":\t" + new IpRuleText(ns, rule).words();
  }

  /**
   * Returns a rule without its priority, and without remarks on devices and tables missing in its
   * namespace.
   */
  public static String words(PolicyRule rule) {
    return new IpRuleText(null, rule).words();
  }

  /** Returns the arguments of {@code ip rule add} or {@code ip rule del} for exactly this rule. */
  public static String command(PolicyRule rule) {
    String owner = rule.protocol().equals("kernel") ? " proto kernel" : "";
    return "prio " + rule.priority() + " " + words(rule).strip() + owner;
  }

  private String words() {
    selector(rule.selector());
    line.append(action(rule.action()));
    RuleDetails details = rule.selector().details();
    line.append(details.realms().isEmpty() ? "" : " realms " + details.realms());
    line.append(details.map() ? (ns == null ? " nat 0.0.0.0" : " masquerade") : "");
    boolean isNamed = !rule.protocol().equals("boot") && !rule.protocol().equals("kernel");
    return isNamed ? line + " proto " + rule.protocol() : line.toString();
  }

  private void selector(RuleSelector selector) {
    line.append(selector.not() ? "not " : "");
    line.append("from ").append(block(selector.from())).append(' ');
    if (selector.to() != null) {
      line.append("to ").append(block(selector.to())).append(' ');
    }
    RuleDetails details = selector.details();
    if (details.tos() != 0) {
      line.append("tos ").append(RouteMetricWords.serviceText(details.tos())).append(' ');
    }
    if (selector.mark() != 0 || selector.mask() != 0) {
      line.append("fwmark ").append(hex(selector.mark()));
      line.append(selector.mask() == -1 ? "" : "/" + hex(selector.mask())).append(' ');
    }
    device("iif", selector.in());
    device("oif", selector.out());
    if (details.firstUser() >= 0) {
      line.append("uidrange ").append(details.firstUser());
      line.append('-').append(details.lastUser()).append(' ');
    }
    if (selector.protocol() != 0) {
      line.append("ipproto ").append(IpProtocols.name(selector.protocol())).append(' ');
    }
    ports("sport", selector.sourcePorts());
    ports("dport", selector.destinationPorts());
    if (details.tunnel() != 0) {
      line.append("tun_id ").append(details.tunnel()).append(' ');
    }
  }

  private void device(String keyword, @Nullable String name) {
    if (name != null) {
      line.append(keyword).append(' ').append(name).append(' ');
      line.append(ns == null || ns.device(name).isPresent() ? "" : "[detached] ");
    }
  }

  private void ports(String keyword, @Nullable Ports ports) {
    if (ports != null) {
      line.append(keyword).append(' ').append(ports.first());
      line.append(ports.first() == ports.last() ? "" : "-" + ports.last()).append(' ');
    }
  }

  private static String block(@Nullable InterfaceAddress block) {
    if (block == null) {
      return "all";
    }
    return block.length() == block.ip().family().bits() ? block.ip().toString() : block.toString();
  }

  private static String hex(int bits) {
    return bits == 0 ? "0" : "0x" + Integer.toHexString(bits);
  }

  private static String group(RuleDetails details) {
    long group = details.suppressedGroup();
    return group < 0 ? "" : " suppress_ifgroup " + (group == 0 ? "default" : "" + group);
  }

  private String action(RuleAction action) {
    if (action instanceof RuleAction.Lookup lookup) {
      int suppressed = lookup.suppressedLength();
      String end = suppressed < 0 ? "" : " suppress_prefixlength " + suppressed;
      RuleDetails details = rule.selector().details();
      if (details.l3mdev()) {
        return ns == null ? "l3mdev" : "lookup [l3mdev-table]" + end + group(details);
      }
      return "lookup " + lookup.table() + end + group(details);
    }
    if (action instanceof RuleAction.GoTo jump) {
      boolean isThere = ns == null || ns.routes().has(jump.priority());
      return "goto " + jump.priority() + (isThere ? "" : " [unresolved]");
    }
    return action instanceof RuleAction.Refuse refuse ? refuse.type().text() : "nop";
  }
}
