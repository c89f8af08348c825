package dev.podlane.trace.kernel;

/**
 * The services that the layers of the kernel offer each other. Packets go round: a device's driver
 * hands them up to IP, IP hands them to netfilter and down to a driver again. So that no package
 * imports another, each layer offers its services through a narrow interface, and finds the others
 * here.
 */
public interface Stages {
  /** Returns the devices, for output. */
  FrameOutput frameOutput();

  /** Tunnel devices, for datagrams that came in. */
  TunnelSockets tunnels();

  /** Address resolution. */
  NeighbourLayer neighbours();

  /** Returns the IP layer, for input. */
  IpReceiver ipInput();

  /** Returns the IP layer, for packets made by this host. */
  IpSender ipOutput();

  /** Returns route lookup for packets made by this host. */
  RouteFinder routes();

  /** ICMP errors to senders. */
  IcmpErrorSender icmpErrors();

  /** Fragments that wait for each other. */
  Defragmenter defragmenter();

  /** Netfilter. */
  Hooks hooks();

  /** Sockets. */
  Transport transport();
}
