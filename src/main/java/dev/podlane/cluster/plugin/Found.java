package dev.podlane.cluster.plugin;

import dev.podlane.cluster.object.ObjectRef;
import dev.podlane.cluster.object.PodPlugin;
import dev.podlane.net.addr.Prefix;
import org.jspecify.annotations.Nullable;

/**
 * A plugin that objects tell of.
 *
 * @param plugin the plugin; null if it is none that is known
 * @param name its name, such as {@code flannel-wireguard}
 * @param by the object that tells it
 * @param pods the network it gives pods addresses of; null if it is not told
 * @param masquerade true if it masquerades what leaves the cluster; null if it is not told
 */
public record Found(
    @Nullable PodPlugin plugin,
    String name,
    ObjectRef by,
    @Nullable Prefix pods,
    @Nullable Boolean masquerade) {
  static Found of(PodPlugin plugin, ObjectRef by) {
    return new Found(plugin, plugin.kind().text(), by, null, null);
  }

  static Found unknown(String name, ObjectRef by) {
    return new Found(null, name, by, null, null);
  }

  Found with(@Nullable Prefix network, @Nullable Boolean masquerades) {
    return new Found(plugin, name, by, network, masquerades);
  }
}
