package dev.podlane.trace;

import dev.podlane.net.addr.Ip;
import dev.podlane.net.filter.Hook;
import dev.podlane.net.packet.IpPacket;
import org.jspecify.annotations.Nullable;

/** Puts fragments together (net/ipv4/ip_fragment.c). */
final class Reassembly {
  /** ipfrag_time. */
  private static final long PATIENCE_MILLIS = 30_000;

  private final Walk walk;

  /** Who wants them together: each waits in a queue of its own (enum ip_defrag_users). */
  enum User {
    LOCAL_DELIVERY,
    INCOMING,
    OUTGOING;

    static User at(Hook hook) {
      return hook == Hook.OUTPUT ? OUTGOING : INCOMING;
    }
  }

  /** What the fragments of one packet have in common. */
  record Key(String namespace, User user, Ip source, Ip destination, int protocol, int id) {}

  Reassembly(Walk walk) {
    this.walk = walk;
  }

  /** The whole packet once its last fragment is here; none before that. */
  @Nullable Passage take(Passage passage, User user, @Nullable String device) {
    IpPacket packet = passage.ip();
    if (packet.fragment() == null) {
      return passage;
    }
    Key key =
        new Key(
            passage.ns().name(),
            user,
            packet.source(),
            packet.destination(),
            packet.segment().protocol(),
            packet.identification());
    Gathering waiting = walk.memory.fragments().get(key);
    if (waiting == null) {
      waiting = new Gathering();
      walk.memory.fragments().put(key, waiting);
      Gathering these = waiting;
      walk.memory.schedule(PATIENCE_MILLIS, false, later -> later.reassembly.giveUp(key, these));
    }
    waiting.add(passage);
    if (!waiting.isWhole()) {
      passage.note(new IpStep.FragmentHeld(waiting.count()));
      return null;
    }
    walk.memory.fragments().remove(key);
    return passage.change(
        new IpStep.Reassembled(waiting.count(), packet.part(null).length()),
        passage.skb().with(packet.part(null)).gathered(waiting.longest()));
  }

  private void giveUp(Key key, Gathering these) {
    if (walk.memory.fragments().get(key) != these) {
      return;
    }
    walk.memory.fragments().remove(key);
    for (Passage waiting : these.parts()) {
      Passage failing = walk.neighbours.resume(waiting);
      walk.drop(failing, DropReason.REASSEMBLY_TIMEOUT, null);
      if (key.user() == User.LOCAL_DELIVERY && failing.ip().showsSegment()) {
        walk.icmpErrors.send(failing, 11, 1);
      }
    }
  }
}
