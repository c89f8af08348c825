package dev.podlane.trace.ip;

import dev.podlane.trace.kernel.Defragmenter;
import dev.podlane.trace.kernel.IcmpErrorSender;
import dev.podlane.trace.kernel.IpReceiver;
import dev.podlane.trace.kernel.IpSender;
import dev.podlane.trace.kernel.Kernel;
import dev.podlane.trace.kernel.RouteFinder;
import dev.podlane.trace.kernel.Stages;
import dev.podlane.trace.memory.TimerEvent;

/** IPv4 and ICMP during one walk. */
public final class IpLayer {
  private final IpInput input;
  private final IpOutput output;
  private final OutputRouting routes;
  private final IcmpErrors errors;
  private final Reassembly reassembly;

  /**
   * The IP layers of a network's hosts.
   *
   * @param kernel the walk
   * @param stages the other layers
   */
  public IpLayer(Kernel kernel, Stages stages) {
    PathMtu pathMtu = new PathMtu(kernel);
    this.routes = new OutputRouting(kernel, pathMtu);
    this.errors = new IcmpErrors(kernel, stages);
    this.reassembly = new Reassembly(kernel, stages);
    this.output = new IpOutput(kernel, stages, routes, errors);
    Forward forward = new Forward(kernel, stages, output, errors);
    LocalInput local = new LocalInput(stages, pathMtu, new Redirects(kernel, stages));
    this.input = new IpInput(kernel, stages, forward, local, errors);
  }

  /** Returns input of packets. */
  public IpReceiver input() {
    return input;
  }

  /** Returns output for packets made by this host. */
  public IpSender output() {
    return output;
  }

  /** Returns route lookup for packets made by this host. */
  public RouteFinder routes() {
    return routes;
  }

  /** Returns the sender of ICMP errors. */
  public IcmpErrorSender errors() {
    return errors;
  }

  /** Returns the reassembly of fragments. */
  public Defragmenter reassembly() {
    return reassembly;
  }

  /** Fragments have waited long enough for the rest. */
  public void due(TimerEvent.FragmentTimeout event) {
    reassembly.giveUp(event);
  }
}
