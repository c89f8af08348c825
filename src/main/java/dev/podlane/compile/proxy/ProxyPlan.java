package dev.podlane.compile.proxy;

import dev.podlane.cluster.Cluster;
import dev.podlane.cluster.object.KubeProxy;
import dev.podlane.cluster.service.Service;
import dev.podlane.cluster.service.ServicePort;
import dev.podlane.cluster.service.Services;
import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Prefix;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * All that kube-proxies which know the same know of a cluster.
 *
 * @param style the way in which they write rules
 * @param ports the ports they make rules for, in the order of the documents
 * @param services the service network
 * @param slices the slices of all Services they know
 */
record ProxyPlan(RuleStyle style, List<ProxiedPort> ports, Prefix services, ServiceSlices slices) {
  private static final int LARGE = 1_000;

  ProxyPlan {
    ports = List.copyOf(ports);
  }

  /**
   * The plan of a cluster.
   *
   * @param services the Services as the kube-proxies know them
   * @param proxy their configuration
   * @param before plans whose ports are taken over where nothing about them has changed, the most
   *     similar one first
   */
  static ProxyPlan of(
      Cluster cluster, Services services, KubeProxy proxy, Collection<ProxyPlan> before) {
    KnownPorts known = new KnownPorts(before);
    ServiceSlices slices = known.slices().with(services.slices());
    List<ProxiedPort> ports = new ArrayList<>(services.all().size());
    for (Service service : services.all()) {
      Ip address = service.clusterIp();
      boolean isOmitted =
          !services.omitted().isEmpty() && services.omitted().contains(service.ref());
      if (address == null || !service.isProxied() || isOmitted) {
        continue;
      }
      for (int i = 0; i < service.ports().size(); i++) {
        ProxiedPort same = known.get(service, i, slices);
        ports.add(same == null ? port(service, i, address, slices) : same);
      }
    }
    RuleStyle style = new RuleStyle(proxy, isLarge(ports));
    return new ProxyPlan(style, ports, cluster.network().serviceCidr(), slices);
  }

  private static ProxiedPort port(Service service, int index, Ip address, ServiceSlices slices) {
    ServicePort port = service.ports().get(index);
    Backends endpoints = new Backends(port, slices.of(service.ref()));
    return new ProxiedPort(service, index, port, address, endpoints);
  }

  /** Endpoints are counted only where so many may be. */
  private static boolean isLarge(List<ProxiedPort> ports) {
    int most = 0;
    for (int i = 0; i < ports.size() && most <= LARGE; i++) {
      most += ports.get(i).mostBackends();
    }
    if (most <= LARGE) {
      return false;
    }
    int count = 0;
    for (ProxiedPort port : ports) {
      count += port.backends().size();
      if (count > LARGE) {
        return true;
      }
    }
    return false;
  }

  /** The configuration of the kube-proxies. */
  KubeProxy proxy() {
    return style.proxy();
  }
}
