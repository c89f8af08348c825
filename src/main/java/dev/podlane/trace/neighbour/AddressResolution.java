package dev.podlane.trace.neighbour;

import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Mac;
import dev.podlane.net.link.Device;
import dev.podlane.net.ns.NetworkNamespace;
import dev.podlane.net.packet.Arp;
import dev.podlane.trace.kernel.Kernel;
import dev.podlane.trace.kernel.NeighbourLayer;
import dev.podlane.trace.kernel.Stages;
import dev.podlane.trace.memory.TimerEvent;
import dev.podlane.trace.record.PacketInHost;
import java.util.Optional;

/** Neighbours and ARP during one walk. */
public final class AddressResolution implements NeighbourLayer {
  private final Neighbours neighbours;
  private final ArpInput arp;

  /**
   * The neighbour tables of a network's hosts.
   *
   * @param kernel the walk
   * @param stages the other layers
   */
  public AddressResolution(Kernel kernel, Stages stages) {
    this.neighbours = new Neighbours(kernel, stages);
    this.arp = new ArpInput(kernel, stages, neighbours);
  }

  /** A neighbour has not answered yet. */
  public void due(TimerEvent.ArpRetry event) {
    neighbours.retry(event);
  }

  /** A proxy has waited long enough to answer. */
  public void due(TimerEvent.ProxyArpReply event) {
    arp.reply(event);
  }

  @Override
  public void receive(PacketInHost passage, Device device, Arp message) {
    arp.receive(passage, device, message);
  }

  @Override
  public boolean output(PacketInHost passage, Device device, Ip nextHop) {
    return neighbours.output(passage, device, nextHop);
  }

  @Override
  public void ask(PacketInHost cause, Device device, Ip target) {
    neighbours.ask(cause, device, target);
  }

  @Override
  public Optional<Mac> confirmed(NetworkNamespace ns, Device device, Ip ip) {
    return neighbours.confirmed(ns, device, ip);
  }

  @Override
  public boolean holdsRequestOf(String namespace) {
    return neighbours.holdsRequestOf(namespace);
  }
}
