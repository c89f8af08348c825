package dev.podlane.workspace;

import dev.podlane.cluster.dns.RecordType;
import dev.podlane.cluster.dns.ResolvConf;
import dev.podlane.net.addr.Protocol;
import dev.podlane.trace.Probe;
import dev.podlane.trace.memory.Memory;
import dev.podlane.trace.record.Budget;
import dev.podlane.trace.walk.Walker;
import java.util.List;
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
  /** Queries that a name takes, about. */
  private static final int QUERIES = 8;

  private static final long MILLIS_FOR_EACH = 200;

  /** The port of a probe of which only the sender counts. */
  private static final int ANY_PORT = 53;

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
    ProbeRequest request = from(from);
    Resolved sender = opened.targets().resolve(request);
    Workspace awake =
        sender.dormant().isEmpty() ? opened : opened.with(known -> known.awake(sender.dormant()));
    return NamePlace.of(awake)
        .map(names -> resolve(names, request, name, type, wanted))
        .orElseGet(() -> new ResolvedName(opened, NamePlace.NO_NAMES, null));
  }

  private static ResolvedName resolve(
      NamePlace names, ProbeRequest request, String name, RecordType type, BooleanSupplier wanted) {
    Resolved to = names.place().targets().resolve(request);
    Beyond beyond =
        names.place().targets().addresses().hasGateway()
            ? names.resolvers(to).and(to.beyond())
            : Beyond.NOTHING;
    Workspace whole = names.place().withOutside(beyond);
    Memory memory = new Memory();
    Budget budget = Budget.ofRun(QUERIES, MILLIS_FOR_EACH, wanted);
    Unevaluated judge = Unevaluated.in(whole.desired());
    String missing = to.missing() == null && !names.knows(to) ? NamePlace.NO_NAMES : to.missing();
    if (missing != null) {
      return new ResolvedName(whole, missing, null);
    }
    NameLookup lookup =
        names
            .lookups()
            .resolve(
                probe -> Walker.walk(whole.network(), probe, memory, budget),
                judge::of,
                to.probe(),
                to.sender(),
                name,
                List.of(type));
    return new ResolvedName(whole, null, lookup);
  }

  /** A request of which only the sender counts. */
  private static ProbeRequest from(String sender) {
    return new ProbeRequest(
        sender, "127.0.0.1", Protocol.UDP, ANY_PORT, Probe.DEFAULT_TTL, true, 0);
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
