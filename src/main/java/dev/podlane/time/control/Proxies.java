package dev.podlane.time.control;

import dev.podlane.cluster.object.KubeProxy;
import dev.podlane.cluster.object.ObjectRef;
import dev.podlane.time.server.ApiServer;
import dev.podlane.time.state.Actor;
import dev.podlane.time.state.ProxyState;
import dev.podlane.time.state.State;

/**
 * The kube-proxies (rules 262 to 273; kubernetes {@code
 * pkg/proxy/runner/bounded_frequency_runner.go}). Those that have always heard the same are one.
 */
final class Proxies {
  private final ApiServer server;

  Proxies(ApiServer server) {
    this.server = server;
  }

  /**
   * Looks at a kube-proxy that has heard of a change, or whose sync may begin or has ended.
   *
   * @param node its node, or {@link State#ALL}
   */
  void sync(String node) {
    ProxyState proxy = server.proxies().get(node);
    if (proxy == null || isStopped(node)) {
      return;
    }
    long now = server.now();
    KubeProxy.Mode next = proxy.tool().next();
    if (next != null && now >= proxy.tool().restart()) {
      restart(node, proxy, next);
      return;
    }
    ProxyState current = proxy;
    if (current.writing() != null) {
      if (now < current.ends()) {
        server.write(node, current.asked());
        return;
      }
      current = current.done();
      tell(node);
    }
    if (!isBehind(current)) {
      server.write(node, current);
      return;
    }
    long period = server.settings().proxyMinSync();
    long burst = server.settings().proxyBurst();
    double tokens = tokens(current, now, period);
    boolean may = burst == 1 ? now >= current.ends() + period : tokens >= 1;
    if (may) {
      long ends = now + server.settings().proxySync();
      server.write(node, current.beginning(server.slices(), ends, tokens - 1, now));
      server.wake(Actor.KUBE_PROXY, node, ends);
    } else {
      long wait =
          burst == 1
              ? current.ends() + period
              : now + (long) Math.ceil((1 - tokens) * Math.max(1, period));
      server.write(node, current.asked());
      server.wake(Actor.KUBE_PROXY, node, wait);
    }
  }

  /**
   * A kube-proxy starts in another mode: it removes what the other mode has left (kubernetes {@code
   * cmd/kube-proxy/app/server_linux.go}, platformCleanup), lists Services and EndpointSlices, and
   * writes its rules. Connections that the kernel tracks stay.
   */
  private void restart(String node, ProxyState proxy, KubeProxy.Mode mode) {
    long ends = server.now() + server.settings().watch() + server.settings().proxySync();
    ObjectRef ref = new ObjectRef("v1", "Node", "", node);
    server.write(node, proxy.restarted(server.slices(), ends));
    server.tell(Actor.KUBE_PROXY, node, ref, 0, "proxy.restarted", mode.text());
    server.wake(Actor.KUBE_PROXY, node, ends);
  }

  /** Tokens of the bucket by now: one in each period, at most the burst (rule 263). */
  private double tokens(ProxyState proxy, long now, long period) {
    double filled =
        period == 0 ? server.settings().proxyBurst() : (double) (now - proxy.filledAt()) / period;
    return Math.min(server.settings().proxyBurst(), proxy.tokens() + filled);
  }

  private boolean isStopped(String node) {
    return server.node(node).map(each -> each.proxyStopped() || each.isSilent()).orElse(false);
  }

  @SuppressWarnings("ReferenceEquality") // every change makes another map
  private boolean isBehind(ProxyState proxy) {
    return proxy.rules() != server.slices();
  }

  private void tell(String node) {
    boolean all = node.equals(State.ALL);
    ObjectRef ref = new ObjectRef("v1", "Node", "", all ? "" : node);
    long together =
        server.nodes().values().stream()
            .filter(each -> !each.proxyStopped() && !each.isSilent())
            .filter(each -> !server.proxies().containsKey(each.node().name()))
            .count();
    if (all && together <= 0) {
      return;
    }
    server.tell(
        Actor.KUBE_PROXY,
        all ? "" : node,
        ref,
        267,
        all ? "rules.written" : "rules.written-on",
        all ? "" + together : node);
  }
}
