package dev.podlane.workspace.diff;

import dev.podlane.cluster.object.ListenAddress;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Everything by which packets of one pod may fare otherwise than those of another pod of its
 * workload, but for its place.
 *
 * @param policies number of its class of pods that no policy tells apart; negative without one
 * @param hasNetwork false if it has no node or address, or has finished
 * @param host the node whose network it uses; empty if it has one of its own
 * @param doors the ports that it declares
 * @param listens addresses that its processes bind; null if they bind their declared ports
 * @param own its name if it was changed itself, or its node was; else empty
 */
record Look(
    int policies,
    boolean hasNetwork,
    String host,
    Set<PairEnds.Door> doors,
    @Nullable List<ListenAddress> listens,
    String own) {
  Look {
    doors = Collections.unmodifiableSet(new LinkedHashSet<>(doors));
    listens = listens == null ? null : List.copyOf(listens);
  }
}
