package dev.podlane.workspace;

import dev.podlane.cluster.dns.RecordType;
import dev.podlane.cluster.dns.ResolvConf;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A name that a sender resolved.
 *
 * @param place the cluster with everything that the queries needed
 * @param missing code of the fact without which the sender cannot ask; null if it can
 * @param lookup the resolution; null if it cannot
 */
public record ResolvedName(Workspace place, @Nullable String missing, @Nullable NameLookup lookup) {
  /**
   * Resolves a name for a sender, and sends nothing but queries.
   *
   * @param from the sender as in a {@link ProbeRequest}
   * @param name as a program writes it
   * @param wanted asked now and then; once it is false, the walks are cancelled
   * @throws TargetException if the sender's name means nothing, or more than one thing
   */
  public static ResolvedName of(
      Workspace opened, String from, String name, RecordType type, BooleanSupplier wanted) {
    ProbeRequest request = NamePlace.from(from);
    Resolved sender = opened.targets().resolve(request);
    Workspace awake = sender.dormant().isEmpty() ? opened : opened.awake(sender.dormant());
    return NamePlace.of(awake)
        .map(names -> NamePlace.resolve(names, request, name, type, wanted))
        .orElseGet(() -> new ResolvedName(opened, "no-names", null));
  }

  /** The {@code resolv.conf} of a pod; empty if there is no such pod. */
  public static Optional<ResolvConf> conf(Workspace opened, String namespace, String pod) {
    return NamePlace.of(opened)
        .flatMap(
            names ->
                names
                    .programs()
                    .pod(namespace + "/" + pod)
                    .map(found -> names.programs().conf(found)));
  }
}
