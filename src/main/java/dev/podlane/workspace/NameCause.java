package dev.podlane.workspace;

import dev.podlane.cluster.Cluster;
import dev.podlane.cluster.dns.ClusterDns;
import dev.podlane.cluster.dns.DnsName;
import dev.podlane.cluster.dns.NameAbsence;
import dev.podlane.cluster.object.ObjectRef;
import dev.podlane.trace.Outcome.Result;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The part of the input because of which a name leads to no address.
 *
 * @param why {@code no_service}, {@code no_endpoint}, {@code not_ready}, {@code no_hostname} or
 *     {@code left_to_node}
 * @param object the object that decides; null if the reason is that there is none
 * @param path the field that decides; null if it is the object as a whole
 * @param facts values compared
 */
public record NameCause(
    String why, @Nullable ObjectRef object, @Nullable String path, List<NameAbsence.Fact> facts) {
  public NameCause {
    facts = List.copyOf(facts);
  }

  /** Explains a walk whose name led to no address; empty for any other, or without an object. */
  public static Optional<NameCause> of(Workspace workspace, Walked walked) {
    if (walked.trace().outcome().result() != Result.NXDOMAIN) {
      return Optional.empty();
    }
    NameLookup lookup = walked.lookup();
    return lookup == null
        ? workspace.cluster().flatMap(cluster -> ofService(cluster, walked.request().to()))
        : of(lookup);
  }

  /** Explains a resolution; empty if no object of the cluster decides. */
  public static Optional<NameCause> of(NameLookup lookup) {
    ObjectRef pod = lookup.leftToNode();
    if (pod != null) {
      NameAbsence.Fact fact =
          new NameAbsence.Fact("dnsPolicy", "ClusterFirstWithHostNet", "ClusterFirst");
      return Optional.of(new NameCause("left_to_node", pod, "spec.dnsPolicy", List.of(fact)));
    }
    return Optional.ofNullable(lookup.absence()).map(NameCause::of);
  }

  /** A headless Service that was meant by its own name. */
  private static Optional<NameCause> ofService(Cluster cluster, String to) {
    EndText text = EndText.parse(to, name -> false).end();
    String name =
        text instanceof EndText.OfService of
            ? of.name()
            : text instanceof EndText.Name plain ? plain.text() : "";
    DnsName domain = ClusterDns.of(cluster).domain();
    return cluster.services().all().stream()
        .filter(each -> each.ref().path().equals(name) || each.ref().name().equals(name))
        .findFirst()
        .map(each -> each.ref().name() + "." + each.ref().namespace() + ".svc." + domain.text())
        .flatMap(DnsName::tryParse)
        .flatMap(full -> NameAbsence.of(cluster, full, domain))
        .map(NameCause::of);
  }

  private static NameCause of(NameAbsence absence) {
    return new NameCause(
        absence.why().name().toLowerCase(Locale.ROOT),
        absence.object(),
        absence.path().isEmpty() ? null : absence.path(),
        absence.facts());
  }
}
