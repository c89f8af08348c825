package dev.podlane.notation;

import dev.podlane.console.SysctlText;
import dev.podlane.console.iptables.BlockRoom;
import dev.podlane.document.Fields;
import dev.podlane.document.Problem;
import dev.podlane.document.Value;
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
final class NetworkReader {
  private static final Set<String> KNOWN = Set.of("defaults", "namespaces", "name", "comment");
  private static final Set<String> KNOWN_DEFAULTS = Set.of("sysctls", "mtu");
  private static final Set<String> KNOWN_NAMESPACE =
      Set.of(
          "infra",
          "sysctls",
          "devices",
          "routes",
          "deleted",
          "rules",
          "ipset",
          "iptables",
          "nft",
          "exec",
          "listen",
          "comment");

  /** What is kept as text until the model knows it. */
  private static final List<String> UNMODELLED = List.of("nft");

  private final Fields spec;
  private final List<Problem> problems;
  private final Map<String, Fields> sources = new LinkedHashMap<>();

  NetworkReader(Fields spec, List<Problem> problems) {
    this.spec = spec;
    this.problems = problems;
  }

  Network read() {
    Notes.onlyKnown(spec, KNOWN);
    int mtu = DeviceReader.DEFAULT_MTU;
    Sysctls defaults = Sysctls.DEFAULTS;
    if (spec.has("defaults")) {
      Fields given = spec.map("defaults").orElse(spec);
      Notes.onlyKnown(given, KNOWN_DEFAULTS);
      mtu = given.integer("mtu").orElse(mtu);
      defaults = sysctls(given, defaults);
    }
    Network network = namespaces(defaults);
    network = new DeviceReader(sources, mtu).read(network);
    network =
        each(
            network,
            List.of("routes", "rules", "deleted"),
            (now, name, fields) -> RouteReader.read(now, name, fields, problems));
    BlockRoom room = new BlockRoom();
    network =
        each(
            network,
            List.of("iptables", "ipset"),
            (now, name, fields) -> RulesetReader.read(now, name, fields, room, problems));
    return each(network, List.of("listen"), ListenReader::read);
  }

  /** Reads one part of a namespace into a network that has no other. */
  private interface Part {
    Network read(Network alone, String name, Fields fields);
  }

  /** Reads a part of every namespace that has one of these keys, each apart from all others. */
  private Network each(Network network, List<String> keys, Part part) {
    List<NetworkNamespace> read = new ArrayList<>();
    for (NetworkNamespace ns : network.namespaces().values()) {
      Fields fields = sources.get(ns.name());
      Network alone = Network.of(List.of(ns));
      Network now =
          fields != null && keys.stream().anyMatch(fields::has)
              ? part.read(alone, ns.name(), fields)
              : alone;
      read.addAll(now.namespaces().values());
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
    NetworkNamespace ns =
        NetworkNamespace.created(name, infra)
            .withSysctls(sysctls)
            .withUnmodelled(fields == null ? List.of() : unmodelled(fields));
    if (fields != null) {
      Notes.onlyKnown(fields, KNOWN_NAMESPACE);
      sources.put(name, fields);
    }
    return Addressing.up(ns, "lo");
  }

  private static Sysctls sysctls(Fields fields, Sysctls from) {
    Map<String, String> changes = new LinkedHashMap<>();
    if (fields.has("sysctls")) {
      Fields given = fields.map("sysctls").orElse(fields);
      for (String key : given.value().entries().keySet()) {
        String value = Notes.scalar(given, key).orElse("");
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

  private static List<String> unmodelled(Fields fields) {
    List<String> kept = new ArrayList<>();
    for (String key : UNMODELLED) {
      Value value = fields.value().entries().get(key);
      if (value != null && fields.has(key)) {
        kept.add(key + ": " + Notes.inline(value));
        fields.info(key, "linux.unmodelled", key);
      }
    }
    if (fields.has("exec")) {
      fields.error("exec", "linux.exec");
    }
    return kept;
  }
}
