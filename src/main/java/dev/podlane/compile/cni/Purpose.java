package dev.podlane.compile.cni;

/** The purpose of an element that a plugin makes on a node. */
public enum Purpose {
  /** The bridge of the node, with its address. */
  BRIDGE,
  /** The device that wraps packets for other nodes, with what it knows of them. */
  TUNNEL,
  /** The way to another node's block. */
  BLOCK_ROUTE,
  /** The way to a pod of the node itself. */
  POD_ROUTE,
  /** Rules that masquerade what leaves the pod network. */
  MASQUERADE_RULES,
  /** Rules that bring a node's ports to pods. */
  HOST_PORT_RULES,
  /** Other rules of the plugin. */
  PLUGIN_RULES,
  /** Rules and settings of a Docker engine. */
  DOCKER_RULES
}
