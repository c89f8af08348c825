package dev.podlane.cluster.plugin;

import dev.podlane.cluster.object.ObjectRef;
import dev.podlane.cluster.object.PodNetworkKind;
import dev.podlane.cluster.object.PodPlugin;
import dev.podlane.document.MapValue;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code net-conf.json} of flannel (flannel-io/flannel {@code Documentation/configuration.md}
 * and {@code backends.md}).
 */
final class FlannelConfig {
  private static final int MOST_VNI = (1 << 24) - 1;
  private static final int MOST_PORT = 65_535;

  private FlannelConfig() {}

  /**
   * The plugin that a configuration describes; without a backend it is vxlan, as in the manifest.
   */
  static Found read(MapValue conf, ObjectRef by, @Nullable Boolean masquerade) {
    MapValue backend = conf.map("Backend");
    Found named = named(backend.text("Type").orElse("vxlan"), by);
    PodPlugin plugin = named.plugin();
    if (plugin != null) {
      plugin =
          plugin
              .withNftables(Trees.isTrue(conf, "EnableNFTables"))
              .withDirect(Trees.isTrue(backend, "DirectRouting"))
              .withVxlan(
                  Trees.number(backend, "VNI", MOST_VNI), Trees.number(backend, "Port", MOST_PORT));
    }
    return new Found(
        plugin, named.name(), by, Trees.block(conf.text("Network").orElse("")), masquerade);
  }

  /** The plugin with a backend of that name. */
  static Found named(String backend, ObjectRef by) {
    return switch (backend.toLowerCase(Locale.ROOT)) {
      case "vxlan" -> Found.of(PodPlugin.of(PodNetworkKind.FLANNEL_VXLAN), by);
      case "host-gw" -> Found.of(PodPlugin.of(PodNetworkKind.FLANNEL_HOST_GW), by);
      default -> Found.unknown("flannel-" + backend.toLowerCase(Locale.ROOT), by);
    };
  }
}
