package dev.podlane.compile;

import dev.podlane.net.link.DeviceRef;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the namespaces of a compiled cluster stand for.
 *
 * @param namespaces by name: the gateway, the segment, then each machine with its pods or
 *     containers after it
 * @param segments the networks that machines share
 */
public record Structure(Map<String, NamespaceInfo> namespaces, List<Segment> segments) {
  /**
   * A network that stations share.
   *
   * @param namespace of the switch
   * @param members the NICs on it
   */
  public record Segment(String namespace, List<DeviceRef> members) {
    public Segment {
      members = List.copyOf(members);
    }
  }

  public Structure {
    segments = List.copyOf(segments);
    namespaces = Collections.unmodifiableMap(new LinkedHashMap<>(namespaces));
  }

  /** What a namespace stands for; empty if it is not of the compiled cluster. */
  public Optional<NamespaceInfo> namespace(String name) {
    return Optional.ofNullable(namespaces.get(name));
  }
}
