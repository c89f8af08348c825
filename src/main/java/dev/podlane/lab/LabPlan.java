package dev.podlane.lab;

import dev.podlane.net.addr.Protocol;
import dev.podlane.net.link.Device;
import dev.podlane.net.link.Link;
import dev.podlane.net.ns.Listener;
import dev.podlane.net.ns.Network;
import dev.podlane.net.ns.NetworkNamespace;
import dev.podlane.trace.Probe;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The instructions for the probing program, a JSON list a line; ASCII only, so that no word can end
 * a line early.
 */
final class LabPlan {
  /** Senders that choose no port get one each, below those that the kernel chooses. */
  private static final int FIRST_PORT = 20_001;

  private static final Set<Integer> USUAL_TUNNELS = Set.of(4789, 8472);

  private final StringBuilder text = new StringBuilder();
  private final LabNames names;
  private final Set<Integer> tunnels;
  private final KnownCommands known;
  private int port = FIRST_PORT;

  private LabPlan(LabNames names, Network network) {
    this.names = names;
    this.known = new KnownCommands(network);
    this.tunnels = new TreeSet<>(USUAL_TUNNELS);
    for (NetworkNamespace ns : network.namespaces().values()) {
      for (Device device : ns.devices().values()) {
        if (device.link() instanceof Link.Vxlan vxlan) {
          tunnels.add(vxlan.port());
        }
      }
    }
  }

  static String of(Network network, LabNames names, List<LabProbe> probes) {
    LabPlan plan = new LabPlan(names, network);
    for (NetworkNamespace ns : network.namespaces().values()) {
      plan.line("namespace", names.number(ns.name()), ns.name());
    }
    for (NetworkNamespace ns : network.namespaces().values()) {
      for (Listener socket : ns.sockets().listening()) {
        if (socket.protocol() != Protocol.SCTP) {
          plan.line(
              "listen",
              names.number(ns.name()),
              socket.protocol().word(),
              socket.address().toString(),
              socket.port(),
              socket.name());
        }
      }
    }
    probes.stream().filter(one -> names.has(one.probe().namespace())).forEach(plan::probe);
    return plan.text.toString();
  }

  private void probe(LabProbe one) {
    Probe probe = one.probe();
    for (int sent = 0; sent < one.repeat(); sent++) {
      Map<String, @Nullable Object> fields = new LinkedHashMap<>();
      fields.put("title", one.title());
      fields.put("namespace", names.number(probe.namespace()));
      fields.put("source", probe.source() == null ? null : probe.source().toString());
      fields.put("destination", probe.destination().toString());
      fields.put("protocol", probe.protocol().word());
      fields.put("port", probe.port());
      fields.put("mark", probe.sourcePort() == 0 ? port++ : probe.sourcePort());
      fields.put("ttl", probe.ttl());
      fields.put("size", probe.payload());
      fields.put("df", probe.discovery().name().toLowerCase(Locale.ROOT));
      fields.put("cold", probe.cold());
      fields.put("exchange", exchange(probe.exchange()));
      fields.put("timeout", probe.timeoutMillis());
      fields.put("vxlan", List.copyOf(tunnels));
      fields.put("before", sent == 0 ? commands(one.before()) : List.of());
      fields.put("after", sent == one.repeat() - 1 ? commands(one.after()) : List.of());
      line("probe", fields);
    }
  }

  private static @Nullable List<Object> exchange(Probe.@Nullable Exchange asked) {
    return asked == null
        ? null
        : List.of(asked.request(), asked.response(), asked.close().name().toLowerCase(Locale.ROOT));
  }

  private List<List<Object>> commands(List<LabProbe.Command> commands) {
    return commands.stream()
        .flatMap(each -> known.of(each).stream())
        .map(each -> List.<Object>of(names.number(each.namespace()), each.line()))
        .toList();
  }

  private void line(Object... words) {
    value(List.of(words));
    text.append('\n');
  }

  private void value(@Nullable Object value) {
    if (value instanceof String string) {
      string(string);
    } else if (value instanceof Collection<?> list) {
      String between = "[";
      for (Object each : list) {
        text.append(between);
        value(each);
        between = ", ";
      }
      text.append(list.isEmpty() ? "[]" : "]");
    } else if (value instanceof Map<?, ?> map) {
      String between = "{";
      for (Map.Entry<?, ?> each : map.entrySet()) {
        text.append(between);
        string(String.valueOf(each.getKey()));
        text.append(": ");
        value(each.getValue());
        between = ", ";
      }
      text.append('}');
    } else {
      text.append(value);
    }
  }

  private void string(String string) {
    text.append('"');
    for (int at = 0; at < string.length(); at++) {
      char each = string.charAt(at);
      if (each < ' ' || each > '~' || each == '"' || each == '\\') {
        text.append(String.format(Locale.ROOT, "\\u%04x", (int) each));
      } else {
        text.append(each);
      }
    }
    text.append('"');
  }
}
