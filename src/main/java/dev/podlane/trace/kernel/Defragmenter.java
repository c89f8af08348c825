package dev.podlane.trace.kernel;

import dev.podlane.trace.memory.FragmentKey;
import dev.podlane.trace.record.PacketInHost;
import org.jspecify.annotations.Nullable;

/** Puts fragments together (net/ipv4/ip_fragment.c). */
public interface Defragmenter {
  /**
   * Takes in a packet or a fragment of one.
   *
   * @param user subsystem that reassembles the fragments
   * @param device the device at hand, if there is one
   * @return the whole packet once its last fragment is here; none before that
   */
  @Nullable PacketInHost take(PacketInHost passage, FragmentKey.User user, @Nullable String device);
}
