package dev.podlane.notation;

import dev.podlane.console.ipset.BlockRoom;
import dev.podlane.console.sysctl.SysctlText;
import dev.podlane.document.Fields;
import dev.podlane.document.Problem;
import dev.podlane.net.ns.Addressing;
import dev.podlane.net.ns.Network;
import dev.podlane.net.ns.NetworkNamespace;
import dev.podlane.net.ns.Sysctls;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code {defaults, namespaces}}. First all devices are made, then addresses given and
 * devices raised, then routes and rules set, then sockets opened, as a script would.
 */
final class LinuxNetworkReader {
  private static final Set<String> KNOWN = Set.of("defaults", "namespaces", "name", "comment");
  private static final Set<String> KNOWN_DEFAULTS = Set.of("sysctls", "mtu");
  private static final Set<String> KNOWN_NAMESPACE =
      Set.of(
          "infra",
          "sysctls",
          "devices",
          "nexthops",
          "routes",
          "deleted",
          "rules",
          "ipset",
          "iptables",
          "nft",
          "exec",
          "listen",
          "comment");

  /** The fields that are kept as text because they are not modelled. */
  private final Fields spec;

  private final List<Problem> problems;
  private final Map<String, Fields> sources = new LinkedHashMap<>();

  LinuxNetworkReader(Fields spec, List<Problem> problems) {
    this.spec = spec;
    this.problems = problems;
  }

  Network read() {
    NotationFields.onlyKnown(spec, KNOWN);
    int mtu = DeviceReader.DEFAULT_MTU;
    Sysctls defaults = Sysctls.DEFAULTS;
    if (spec.has("defaults")) {
      Fields given = spec.map("defaults").orElse(spec);
      NotationFields.onlyKnown(given, KNOWN_DEFAULTS);
      mtu = given.integer("mtu").orElse(mtu);
      defaults = sysctls(given, defaults);
    }
    Network network = namespaces(defaults);
    network = new DeviceReader(sources, mtu).read(network);
    network =
        each(
            network,
            List.of("nexthops", "routes", "rules", "deleted"),
            (now, name, fields) -> RouteReader.read(now, name, fields, problems));
    BlockRoom room = new BlockRoom();
    network =
        each(
            network,
            List.of("iptables", "ipset", "nft"),
            (now, name, fields) ->
                NftReader.read(
                    RulesetReader.read(now, name, fields, room, problems), name, fields, problems));
    return each(network, List.of("listen"), ListenReader::read);
  }

  /** Reads one part of a namespace into a network that has no other. */
  private interface Part {
    Network read(Network alone, String name, Fields fields);
  }

  /**
   * Reads a part of every namespace that has one of these keys, each apart from all others. Next
   * hops are an exception, as they need a carrier, and thus the other ends of wires.
   */
  private Network each(Network network, List<String> keys, Part part) {
    List<NetworkNamespace> read = new ArrayList<>();
    for (NetworkNamespace ns : network.namespaces().values()) {
      Fields fields = sources.get(ns.name());
      if (fields == null || keys.stream().noneMatch(fields::has)) {
        read.add(ns);
        continue;
      }
      Network around = fields.has("nexthops") ? network : Network.of(List.of(ns));
      read.add(part.read(around, ns.name(), fields).namespace(ns.name()).orElse(ns));
    }
    return Network.of(read);
  }

  private Network namespaces(Sysctls defaults) {
    List<NetworkNamespace> made = new ArrayList<>();
    spec.map("namespaces")
        .ifPresent(
            all -> {
              for (String name : all.value().entries().keySet()) {
                if (name.isEmpty() || name.length() > 253) {
                  all.error(name, "linux.namespace-name", name);
                  continue;
                }
                Fields fields = all.has(name) ? all.map(name).orElse(null) : null;
                made.add(namespace(name, fields, defaults));
              }
            });
    return Network.of(made);
  }

  private NetworkNamespace namespace(String name, @Nullable Fields fields, Sysctls defaults) {
    boolean infra = fields != null && fields.flag("infra");
    Sysctls sysctls = fields == null ? defaults : sysctls(fields, defaults);
    NetworkNamespace ns = NetworkNamespace.created(name, infra).withSysctls(sysctls);
    if (fields != null) {
      if (fields.has("exec")) {
        fields.error("exec", "linux.exec");
      }
      NotationFields.onlyKnown(fields, KNOWN_NAMESPACE);
      sources.put(name, fields);
    }
    return Addressing.up(ns, "lo");
  }

  private static Sysctls sysctls(Fields fields, Sysctls from) {
    Map<String, String> changes = new LinkedHashMap<>();
    if (fields.has("sysctls")) {
      Fields given = fields.map("sysctls").orElse(fields);
      for (String key : given.value().entries().keySet()) {
        String value = NotationFields.scalar(given, key).orElse("");
        if (!SysctlText.isKnown(key)) {
          given.warn(key, "linux.unknown-setting", key);
        }
        if (!value.isEmpty()) {
          changes.put(key, value);
        }
      }
    }
    return changes.isEmpty() ? from : from.withAll(changes);
  }
}
