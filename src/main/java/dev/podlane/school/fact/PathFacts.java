package dev.podlane.school.fact;

import dev.podlane.net.ns.Network;
import dev.podlane.net.ns.NetworkNamespace;
import dev.podlane.net.packet.IpInIp;
import dev.podlane.net.packet.IpPacket;
import dev.podlane.net.packet.Vxlan;
import dev.podlane.scenario.lesson.Stage;
import dev.podlane.scenario.term.Fact;
import dev.podlane.trace.Flow;
import dev.podlane.trace.Hop;
import dev.podlane.trace.Outcome;
import dev.podlane.trace.Sighting;
import dev.podlane.trace.Trace;
import dev.podlane.trace.step.ConnectionStep;
import dev.podlane.trace.step.DropReason;
import dev.podlane.trace.step.IpStep;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Facts about the way of packets.
 *
 * @param flow the flow that is meant; null for request, reply and later packets
 */
record PathFacts(Network network, Trace trace, @Nullable Flow flow) {
  private static final Fact NOTHING = new Fact.Nothing();

  private Stream<Hop> hops() {
    return trace.hops().stream()
        .filter(hop -> flow == null ? hop.flow().isConversation() : hop.flow() == flow)
        .filter(hop -> !isBystander(hop));
  }

  /** A station that got a copy of a frame for somebody else. */
  private static boolean isBystander(Hop hop) {
    return hop.steps().stream()
        .anyMatch(
            each ->
                each.step() instanceof IpStep.Dropped drop
                    && drop.reason() == DropReason.OTHERHOST);
  }

  private Stream<Sighting> sightings(String place, String direction) {
    int slash = place.lastIndexOf('/');
    String namespace = place.substring(0, Math.max(0, slash));
    String device = place.substring(slash + 1);
    return hops()
        .filter(hop -> hop.namespace().equals(namespace))
        .flatMap(hop -> hop.steps().stream().flatMap(step -> Sighting.of(hop, step).stream()))
        .filter(seen -> seen.device().equals(device))
        .filter(seen -> direction.isEmpty() || seen.out() == direction.equals("out"));
  }

  private Optional<IpPacket> packet(String place, String direction) {
    return sightings(place, direction)
        .map(seen -> seen.packet().payload())
        .flatMap(payload -> payload instanceof IpPacket ip ? Stream.of(ip) : Stream.empty())
        .findFirst();
  }

  Fact ttl(String place, String direction) {
    return packet(place, direction).map(ip -> Fact.of(ip.ttl())).orElse(NOTHING);
  }

  Fact source(String place, String direction) {
    return packet(place, direction).map(ip -> Fact.of(ip.source().toString())).orElse(NOTHING);
  }

  Fact destination(String place, String direction) {
    return packet(place, direction).map(ip -> Fact.of(ip.destination().toString())).orElse(NOTHING);
  }

  Fact wrapped(String place) {
    return Fact.of(
        sightings(place, "")
            .anyMatch(
                seen ->
                    seen.packet().payload() instanceof IpPacket ip
                        && (ip.segment() instanceof Vxlan || ip.segment() instanceof IpInIp)));
  }

  /** The place is a namespace, or a device in one. */
  Fact passes(String place) {
    if (hops().anyMatch(hop -> hop.namespace().equals(place))) {
      return Fact.of(true);
    }
    int slash = place.lastIndexOf('/');
    String namespace = place.substring(0, Math.max(0, slash));
    String device = place.substring(slash + 1);
    return Fact.of(
        hops()
            .filter(hop -> hop.namespace().equals(namespace))
            .flatMap(hop -> hop.steps().stream())
            .anyMatch(each -> device.equals(each.step().device())));
  }

  /** The first station after a namespace that is no mere wiring. */
  Fact next(String namespace) {
    Hop from = hops().filter(hop -> hop.namespace().equals(namespace)).findFirst().orElse(null);
    while (from != null) {
      int id = from.id();
      Hop after =
          hops()
              .filter(hop -> hop.parent() != null && hop.parent().hop() == id)
              .findFirst()
              .orElse(null);
      if (after != null && !isWiring(after) && !after.namespace().equals(namespace)) {
        return Fact.of(after.namespace());
      }
      from = after;
    }
    return NOTHING;
  }

  /** The last station before a namespace that is no mere wiring. */
  Fact previous(String namespace) {
    Hop at = hops().filter(hop -> hop.namespace().equals(namespace)).findFirst().orElse(null);
    while (at != null && at.parent() != null) {
      at = trace.hops().get(at.parent().hop());
      if (!isWiring(at) && !at.namespace().equals(namespace)) {
        return Fact.of(at.namespace());
      }
    }
    return NOTHING;
  }

  private boolean isWiring(Hop hop) {
    return network.namespace(hop.namespace()).map(NetworkNamespace::infra).orElse(false);
  }

  /** The destination that a namespace looked up first. */
  Fact lookup(String namespace) {
    return hops()
        .filter(hop -> hop.namespace().equals(namespace))
        .flatMap(hop -> hop.steps().stream())
        .flatMap(
            each ->
                each.step() instanceof IpStep.RouteLookup lookup
                    ? Stream.of(lookup.query().destination().toString())
                    : Stream.empty())
        .findFirst()
        .map(Fact::of)
        .orElse(NOTHING);
  }

  /** The address that the first translation in a namespace wrote. */
  Fact translated(String namespace) {
    return hops()
        .filter(hop -> hop.namespace().equals(namespace))
        .flatMap(hop -> hop.steps().stream())
        .flatMap(
            each ->
                each.step() instanceof ConnectionStep.Translated to
                    ? Stream.of(to.toAddress().toString())
                    : Stream.empty())
        .findFirst()
        .map(Fact::of)
        .orElse(NOTHING);
  }

  Fact count(Stage stage) {
    return Fact.of(Stages.count(trace, flow, stage));
  }

  /** The end that the outcome names, if it is of this flow; else the last drop in the flow. */
  Fact drop(String field) {
    Outcome.End end = trace.outcome().end();
    if (end != null && (flow == null || end.flow() == flow)) {
      return part(field, end.namespace(), end.device(), OutcomeFacts.text(end.reason()));
    }
    Predicate<Hop.StepRecord> isDrop = each -> each.step() instanceof IpStep.Dropped;
    List<Hop> dropping = hops().filter(hop -> hop.steps().stream().anyMatch(isDrop)).toList();
    if (dropping.isEmpty()) {
      return NOTHING;
    }
    Hop last = dropping.get(dropping.size() - 1);
    return last.steps().stream()
        .filter(isDrop)
        .findFirst()
        .map(each -> (IpStep.Dropped) each.step())
        .map(
            drop ->
                part(
                    field,
                    last.namespace(),
                    drop.device(),
                    drop.reason().name().toLowerCase(Locale.ROOT)))
        .orElse(NOTHING);
  }

  private static Fact part(String field, String namespace, @Nullable String device, String reason) {
    return switch (field) {
      case "netns" -> Fact.of(namespace);
      case "device" -> device == null ? NOTHING : Fact.of(device);
      default -> Fact.of(reason);
    };
  }
}
