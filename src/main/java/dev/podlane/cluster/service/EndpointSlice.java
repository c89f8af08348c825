package dev.podlane.cluster.service;

import dev.podlane.cluster.object.ObjectRef;
import dev.podlane.document.Place;
import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Protocol;
import java.util.List;

/**
 * Endpoints of a Service as they are written: an EndpointSlice, or a subset of an Endpoints object.
 *
 * @param ref the object
 * @param place place in the documents
 * @param service the Service's name, in the same namespace (rule 52); empty if it names none
 * @param addressType {@code IPv4}, {@code IPv6} or {@code FQDN}
 * @param endpoints the endpoints
 * @param ports their ports, joined with the Service's by name (rule 53)
 * @param author its author
 */
public record EndpointSlice(
    ObjectRef ref,
    Place place,
    String service,
    String addressType,
    List<Endpoint> endpoints,
    List<Port> ports,
    Author author) {
  /** The writer of endpoints, as far as the object tells. */
  public enum Author {
    /** An EndpointSlice of anyone but the mirroring controller. */
    SLICE,
    /** An EndpointSlice that the mirroring controller made of an Endpoints object. */
    MIRROR,
    /** An Endpoints object as a running cluster showed it. */
    CLUSTER,
    /** An Endpoints object written by hand. */
    HAND,
    /** An Endpoints object that asks not to be mirrored. */
    UNMIRRORED
  }

  /** An EndpointSlice that nobody mirrored. */
  public EndpointSlice(
      ObjectRef ref,
      Place place,
      String service,
      String addressType,
      List<Endpoint> endpoints,
      List<Port> ports) {
    this(ref, place, service, addressType, endpoints, ports, Author.SLICE);
  }

  /**
   * One endpoint.
   *
   * @param addresses its addresses; only the first counts (rule 54)
   * @param ready true unless it says otherwise (rule 48)
   * @param serving as {@code ready}, but while terminating, too; true unless it says otherwise
   *     (kubernetes {@code pkg/proxy/endpointslicecache.go}; rule 48)
   * @param terminating true if it is being deleted
   * @param nodeName the node it is on; empty if unknown
   * @param zone the zone it is in; empty if unknown
   * @param hostname empty if it has none
   * @param pod the pod it is, as {@code namespace/name}; empty if it is none
   * @param forZones zones it is meant for (rule 51); empty without hints
   * @param forNodes nodes it is meant for (rule 51); empty without hints
   */
  public record Endpoint(
      List<Ip> addresses,
      boolean ready,
      boolean serving,
      boolean terminating,
      String nodeName,
      String zone,
      String hostname,
      String pod,
      List<String> forZones,
      List<String> forNodes) {
    public Endpoint {
      addresses = List.copyOf(addresses);
      forZones = List.copyOf(forZones);
      forNodes = List.copyOf(forNodes);
    }
  }

  /**
   * A port of every endpoint.
   *
   * @param name empty if it has none
   * @param number 0 if every port is meant
   */
  public record Port(String name, Protocol protocol, int number) {}

  public EndpointSlice {
    endpoints = List.copyOf(endpoints);
    ports = List.copyOf(ports);
  }
}
