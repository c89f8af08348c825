package dev.podlane.trace.ip;

import dev.podlane.net.filter.Hook;
import dev.podlane.net.link.Device;
import dev.podlane.net.packet.Icmp;
import dev.podlane.trace.kernel.HookDevices;
import dev.podlane.trace.kernel.Stages;
import dev.podlane.trace.memory.FragmentKey;
import dev.podlane.trace.record.PacketInHost;
import dev.podlane.trace.step.IpStep;

/** A packet for this host: INPUT, then the transport protocols (ip_local_deliver). */
final class LocalInput {
  private final Stages stages;
  private final PathMtu pathMtu;
  private final Redirects redirects;

  LocalInput(Stages stages, PathMtu pathMtu, Redirects redirects) {
    this.stages = stages;
    this.pathMtu = pathMtu;
    this.redirects = redirects;
  }

  void deliver(PacketInHost arrived, Device in) {
    arrived.note(new IpStep.LocalDelivery(arrived.ip().destination(), in.name()));
    PacketInHost whole =
        stages.defragmenter().take(arrived, FragmentKey.User.LOCAL_DELIVERY, in.name());
    PacketInHost passage =
        whole == null
            ? null
            : stages
                .hooks()
                .pass(whole, Hook.INPUT, HookDevices.in(in.name(), whole.physicalInName()));
    if (passage == null) {
      return;
    }
    if (passage.ip().segment() instanceof Icmp.Redirect redirect) {
      redirects.receive(passage, in, redirect);
      return;
    }
    if (passage.ip().segment() instanceof Icmp.Problem problem) {
      pathMtu.learn(passage, problem);
    }
    stages.transport().deliver(passage);
  }
}
