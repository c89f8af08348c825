package dev.podlane.trace.ip;

import dev.podlane.net.packet.IpPacket;
import dev.podlane.trace.Skb;
import dev.podlane.trace.kernel.Defragmenter;
import dev.podlane.trace.kernel.Kernel;
import dev.podlane.trace.kernel.Stages;
import dev.podlane.trace.memory.FragmentKey;
import dev.podlane.trace.memory.FragmentQueue;
import dev.podlane.trace.memory.TimerEvent;
import dev.podlane.trace.record.PacketInHost;
import dev.podlane.trace.step.DropReason;
import dev.podlane.trace.step.IpStep;
import org.jspecify.annotations.Nullable;

/** Puts fragments together (net/ipv4/ip_fragment.c). */
final class Reassembly implements Defragmenter {
  /** ipfrag_time. */
  private static final long PATIENCE_MILLIS = 30_000;

  private final Kernel kernel;
  private final Stages stages;

  Reassembly(Kernel kernel, Stages stages) {
    this.kernel = kernel;
    this.stages = stages;
  }

  @Override
  public @Nullable PacketInHost take(
      PacketInHost passage, FragmentKey.User user, @Nullable String device) {
    IpPacket packet = passage.ip();
    if (packet.fragment() == null) {
      return passage;
    }
    FragmentKey key =
        new FragmentKey(
            passage.ns().name(),
            user,
            packet.source(),
            packet.destination(),
            packet.segment().protocol(),
            packet.identification());
    FragmentQueue waiting = kernel.memory().fragments().get(key);
    if (waiting == null) {
      waiting = new FragmentQueue();
      kernel.memory().fragments().put(key, waiting);
      FragmentQueue these = waiting;
      kernel.memory().schedule(PATIENCE_MILLIS, false, new TimerEvent.FragmentTimeout(key, these));
    }
    waiting.add(passage);
    if (!waiting.isWhole()) {
      passage.note(new IpStep.FragmentHeld(waiting.count()));
      return null;
    }
    kernel.memory().fragments().remove(key);
    // the whole has the header and the mark of the first part (inet_frag_reasm_prepare)
    Skb first = waiting.first().skb();
    IpPacket whole = first.ip().part(null);
    return passage.change(
        new IpStep.Reassembled(waiting.count(), whole.length()),
        passage.skb().with(whole).marked(first.mark()).gathered(waiting.sizes()));
  }

  /** The rest did not come in time. */
  void giveUp(TimerEvent.FragmentTimeout event) {
    FragmentKey key = event.key();
    FragmentQueue these = event.these();
    if (kernel.memory().fragments().get(key) != these) {
      return;
    }
    kernel.memory().fragments().remove(key);
    for (PacketInHost waiting : these.parts()) {
      PacketInHost failing = kernel.resume(waiting);
      kernel.drop(failing, DropReason.REASSEMBLY_TIMEOUT, null);
      if (key.user() == FragmentKey.User.LOCAL_DELIVERY && failing.ip().showsSegment()) {
        stages.icmpErrors().send(failing, 11, 1);
      }
    }
  }
}
