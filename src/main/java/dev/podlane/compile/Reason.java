package dev.podlane.compile;

import java.util.Locale;

/** The reason for an element of a network. */
public enum Reason {
  /**
   * Part of every network namespace: lo, its address and the routes the kernel derives from that.
   */
  NAMESPACE,
  /** The wire between a pod and its node, made by the network plugin. */
  POD_WIRE,
  /** The bridge of a node, made by the network plugin. */
  NODE_BRIDGE,
  /** The wire between a machine and the segment. */
  NIC,
  /** The switch of the segment. */
  SEGMENT,
  /** An address: {@code status.podIP}, the node's InternalIP, the gateway's, the block's first. */
  ADDRESS,
  /** The kernel adds it to each address: connected, local and broadcast routes. */
  KERNEL_ROUTE,
  /** The way out of a pod, set by the network plugin. */
  POD_DEFAULT_ROUTE,
  /** The way out of a node: the gateway of the node network. */
  NODE_DEFAULT_ROUTE,
  /** The way to a node's block of pod addresses. */
  BLOCK_ROUTE,
  /** The way to a pod of the node itself, made by the network plugin. */
  POD_ROUTE,
  /** The device that wraps packets for other nodes, made by the network plugin. */
  TUNNEL,
  /** A route that is written in the ClusterNetwork. */
  WRITTEN_ROUTE,
  /** Rules of the portmap plugin, which bring a node's ports to its pods. */
  HOST_PORT_RULES,
  /** Rules, settings and sockets of kube-proxy. */
  SERVICE_RULES,
  /** A rule of kube-proxy that refuses packets: the Service has no endpoint. */
  NO_ENDPOINTS,
  /** A rule of kube-proxy that drops packets: the node has no endpoint of the Service. */
  NO_LOCAL_ENDPOINTS,
  /** A rule of kube-proxy that drops packets: the client is not among those allowed. */
  SOURCE_RANGES,
  /** Rules by which packets of pods that leave the cluster get the node's address. */
  MASQUERADE_RULES,
  /** Other rules of the network plugin. */
  PLUGIN_RULES,
  /** Rules that bring packets before the program that enforces policies. */
  POLICY_RULES,
  /** Rules and settings of a Docker engine. */
  DOCKER_RULES,
  /** A container declares the port. */
  CONTAINER_PORT,
  /** The wire between a container and its host, made by the Docker engine. */
  CONTAINER_WIRE,
  /** The bridge of a Docker network. */
  DOCKER_BRIDGE,
  /** The way out of a container, set by the Docker engine. */
  CONTAINER_DEFAULT_ROUTE,
  /** A route that is written for a host. */
  HOST_ROUTE,
  /** A process of a container listens. */
  LISTENS,
  /** A process of the machine, such as the kubelet or docker-proxy. */
  NODE_PROCESS,
  /** A setting that a node, a router or a switch needs for its work. */
  SETTING;

  /** The code used in documents and messages, such as {@code kernel-route}. */
  public String text() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
