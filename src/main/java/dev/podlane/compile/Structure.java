package dev.podlane.compile;

import dev.podlane.net.addr.Prefix;
import dev.podlane.net.link.DeviceRef;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the namespaces of a compiled cluster stand for.
 *
 * @param namespaces by name: the gateway, the segment, then each node with its pods after it
 * @param segment the node network
 */
public record Structure(Map<String, NamespaceInfo> namespaces, Segment segment) {
  /**
   * A network that stations share.
   *
   * @param namespace of the switch
   * @param cidr its addresses
   * @param members the NICs on it
   */
  public record Segment(String namespace, Prefix cidr, List<DeviceRef> members) {
    public Segment {
      members = List.copyOf(members);
    }
  }

  public Structure {
    namespaces = Collections.unmodifiableMap(new LinkedHashMap<>(namespaces));
  }

  /** What a namespace stands for; empty if it is not of the compiled cluster. */
  public Optional<NamespaceInfo> namespace(String name) {
    return Optional.ofNullable(namespaces.get(name));
  }
}
