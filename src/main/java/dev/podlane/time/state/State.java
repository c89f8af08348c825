package dev.podlane.time.state;

import dev.podlane.cluster.service.EndpointSlice;
import java.util.List;
import org.pcollections.PMap;
import org.pcollections.PSortedSet;

/**
 * A cluster at one moment. Two moments share all that is the same in both.
 *
 * @param now the moment, in milliseconds since the beginning of the time line
 * @param base the objects that no controller of the time line changes: Services, policies, routes
 * @param settings delays and periods
 * @param pods the pods
 * @param workloads the workloads
 * @param nodes the nodes by name
 * @param slices the EndpointSlices by the Service's {@code namespace/name}
 * @param proxies the kube-proxies that are not in step with the others, by node; those that are, as
 *     {@link #ALL}
 * @param pools addresses by node
 * @param queue everything that is due
 * @param serial the number given last
 */
public record State(
    long now,
    Base base,
    Settings settings,
    PodIndex pods,
    WorkloadIndex workloads,
    PMap<String, NodeState> nodes,
    PMap<String, List<EndpointSlice>> slices,
    PMap<String, ProxyState> proxies,
    PMap<String, AddressPool> pools,
    PSortedSet<Due> queue,
    long serial) {
  /** Name of the kube-proxies that are in step. */
  public static final String ALL = "*";

  /**
   * The same at a later moment, up to which nothing happens.
   *
   * @param moment in milliseconds; an earlier one is none
   */
  public State until(long moment) {
    return new State(
        Math.max(now, moment),
        base,
        settings,
        pods,
        workloads,
        nodes,
        slices,
        proxies,
        pools,
        queue,
        serial);
  }
}
