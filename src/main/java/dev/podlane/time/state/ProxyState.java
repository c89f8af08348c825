package dev.podlane.time.state;

import dev.podlane.cluster.object.KubeProxy;
import dev.podlane.cluster.service.EndpointSlice;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pcollections.PMap;

/**
 * The kube-proxy of one node, or of all nodes whose kube-proxies are in step. Moments are in
 * milliseconds.
 *
 * @param rules the slices of each Service by {@code namespace/name}, as its rules in the kernel
 *     have them
 * @param writing the slices that it writes rules of now; null between syncs
 * @param ends moment at which the sync that runs ends, or the last one ended
 * @param wanted true if it has heard of a change since the last sync began
 * @param tokens syncs that it may begin at once, of a bucket that fills at one in each {@code
 *     minSyncPeriod} (rule 263)
 * @param filledAt moment at which the tokens were counted
 * @param tool the tool that it programs
 */
public record ProxyState(
    PMap<String, List<EndpointSlice>> rules,
    @Nullable PMap<String, List<EndpointSlice>> writing,
    long ends,
    boolean wanted,
    double tokens,
    long filledAt,
    Tool tool) {
  /**
   * The tool that a kube-proxy programs.
   *
   * @param mode its mode; null for that of the cluster
   * @param isBlank true if it has begun anew and written no rules yet
   * @param next the mode in which it will run after its restart; null if none is planned
   * @param restart moment of the restart
   */
  public record Tool(
      KubeProxy.@Nullable Mode mode, boolean isBlank, KubeProxy.@Nullable Mode next, long restart) {
    /** That of the cluster. */
    public static final Tool USUAL = new Tool(null, false, null, ContainerRun.NEVER);

    private Tool written() {
      return isBlank ? new Tool(mode, false, next, restart) : this;
    }
  }

  /** A kube-proxy that has had nothing to do for long. */
  public static ProxyState quiet(PMap<String, List<EndpointSlice>> rules, int burst) {
    return new ProxyState(
        rules, null, ContainerRun.LONG_AGO, false, burst, ContainerRun.LONG_AGO, Tool.USUAL);
  }

  /**
   * The slices of a Service for which it writes no rules are others.
   *
   * @param before all slices before
   * @param after all slices now
   */
  public ProxyState besides(
      String service,
      PMap<String, List<EndpointSlice>> before,
      PMap<String, List<EndpointSlice>> after) {
    PMap<String, List<EndpointSlice>> next =
        writing == null ? null : besides(writing, service, before, after);
    return new ProxyState(
        besides(rules, service, before, after), next, ends, wanted, tokens, filledAt, tool);
  }

  @SuppressWarnings("ReferenceEquality") // a map that is shared stays shared
  private static PMap<String, List<EndpointSlice>> besides(
      PMap<String, List<EndpointSlice>> known,
      String service,
      PMap<String, List<EndpointSlice>> before,
      PMap<String, List<EndpointSlice>> after) {
    return known == before ? after : known.plus(service, after.getOrDefault(service, List.of()));
  }

  /** It has heard of a change. */
  public ProxyState asked() {
    return new ProxyState(rules, writing, ends, true, tokens, filledAt, tool);
  }

  /** A sync begins. */
  public ProxyState beginning(
      PMap<String, List<EndpointSlice>> now, long end, double left, long countedAt) {
    return new ProxyState(rules, now, end, false, left, countedAt, tool);
  }

  /** The sync ends: the kernel has the new rules, all at once (rule 267). */
  public ProxyState done() {
    return new ProxyState(
        writing == null ? rules : writing, null, ends, wanted, tokens, filledAt, tool.written());
  }

  /** It will be started anew in another mode. */
  public ProxyState planned(KubeProxy.Mode next, long restart) {
    Tool later = new Tool(tool.mode(), tool.isBlank(), next, restart);
    return new ProxyState(rules, writing, ends, wanted, tokens, filledAt, later);
  }

  /**
   * It starts in the mode that was planned. It removes the rules of the other mode at once, and
   * writes its own.
   */
  public ProxyState restarted(PMap<String, List<EndpointSlice>> now, long end) {
    Tool other = new Tool(tool.next(), true, null, ContainerRun.NEVER);
    return new ProxyState(rules, now, end, false, tokens, filledAt, other);
  }
}
