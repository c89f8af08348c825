package dev.podlane.trace.kernel;

import dev.podlane.net.filter.Hook;
import dev.podlane.trace.record.PacketInHost;
import org.jspecify.annotations.Nullable;

/** The hooks of netfilter (nf_hook_slow). */
public interface Hooks {
  /**
   * Passes a packet through a hook.
   *
   * @return the packet as it leaves the hook, none if it ended there
   */
  @Nullable PacketInHost pass(PacketInHost passage, Hook hook, HookDevices at);

  /** Returns the number of tables that have been evaluated in this walk. */
  long readings();
}
