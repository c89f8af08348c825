package dev.podlane.workspace;

import dev.podlane.cluster.object.Pod;
import dev.podlane.cluster.service.Service;
import dev.podlane.net.addr.Protocol;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Ports of a Service or of a pod's containers, by the names that they have for one protocol. */
final class NamedPorts {
  private final Map<String, Integer> byName = new LinkedHashMap<>();

  private NamedPorts() {}

  /** The ports of a Service, else those of a pod; none if there is neither. */
  static NamedPorts of(@Nullable Service service, @Nullable Pod pod, Protocol protocol) {
    NamedPorts found = new NamedPorts();
    if (service != null) {
      service.ports().stream()
          .filter(port -> port.protocol() == protocol)
          .forEach(port -> found.byName.putIfAbsent(port.name(), port.port()));
    } else if (pod != null) {
      pod.containers().stream()
          .flatMap(container -> container.ports().stream())
          .filter(port -> port.protocol() == protocol)
          .forEach(port -> found.byName.putIfAbsent(port.name(), port.number()));
    }
    found.byName.remove("");
    return found;
  }

  Optional<Integer> number(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  /**
   * The failure to find a port by a text.
   *
   * @param field field of the probe that has the text
   */
  TargetException missing(String field, String text) {
    boolean isName = text.chars().anyMatch(Character::isLetter);
    List<String> names =
        byName.entrySet().stream()
            .limit(5)
            .map(each -> each.getKey() + " (" + each.getValue() + ")")
            .toList();
    return new TargetException(
        TargetException.Why.BAD_PORT, field, text, isName ? names : List.of());
  }
}
