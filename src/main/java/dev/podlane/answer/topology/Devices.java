package dev.podlane.answer.topology;

import dev.podlane.answer.ObjectViews;
import dev.podlane.answer.TopologyView.DeviceView;
import dev.podlane.compile.Origin;
import dev.podlane.net.addr.InterfaceAddress;
import dev.podlane.net.link.Device;
import dev.podlane.net.link.Link;
import dev.podlane.net.ns.ElementIds;
import dev.podlane.net.ns.NetworkNamespace;
import dev.podlane.workspace.Workspace;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes the views of devices. */
final class Devices {
  private final Workspace workspace;
  private final NamespaceKinds kinds;

  Devices(Workspace workspace, NamespaceKinds kinds) {
    this.workspace = workspace;
    this.kinds = kinds;
  }

  List<DeviceView> views(NetworkNamespace namespace) {
    Map<String, Origin> origins = workspace.origins().butOfRules(namespace.name());
    return namespace.devices().values().stream()
        .map(device -> view(namespace, device, origins))
        .toList();
  }

  private DeviceView view(NetworkNamespace namespace, Device device, Map<String, Origin> origins) {
    String id = ElementIds.device(namespace.name(), device.name());
    Origin origin = origins.get(id);
    String master = device.port() == null ? null : namespace.name() + "/" + device.port().bridge();
    String peer =
        device.link() instanceof Link.Veth veth
            ? veth.peer().namespace() + "/" + veth.peer().device()
            : null;
    return new DeviceView(
        id,
        device.name(),
        device.index(),
        device.link().kind(),
        role(namespace, device),
        device.mac().toString(),
        device.mtu(),
        device.up(),
        device.addresses().stream().map(InterfaceAddress::toString).toList(),
        master,
        peer,
        underlay(namespace, device),
        isCut(device) ? true : null,
        origin == null ? null : ObjectViews.view(origin.object()));
  }

  private static boolean isCut(Device device) {
    return device.link() instanceof Link.Veth cable && !cable.plugged();
  }

  /** The device a tunnel or a sub-device is bound to; of unknown kinds it is only kept as text. */
  private static @Nullable String underlay(NetworkNamespace namespace, Device device) {
    String name = null;
    if (device.link() instanceof Link.Vxlan vxlan) {
      name = vxlan.underlay();
    } else if (device.link() instanceof Link.Unmodelled) {
      String prefix = device.name() + ": dev: ";
      name =
          namespace.unmodelled().stream()
              .filter(kept -> kept.startsWith(prefix))
              .map(kept -> kept.substring(prefix.length()))
              .findFirst()
              .orElse(null);
    }
    return name == null || namespace.device(name).isEmpty() ? null : namespace.name() + "/" + name;
  }

  private String role(NetworkNamespace namespace, Device device) {
    Link link = device.link();
    if (link instanceof Link.Loopback) {
      return "loopback";
    }
    if (link instanceof Link.Bridge) {
      return "bridge";
    }
    if (device.port() != null) {
      return "port";
    }
    if (link instanceof Link.Veth veth) {
      boolean isToPod = kinds.kind(veth.peer().namespace()).isInside();
      if (isToPod && !kinds.kind(namespace.name()).isInside()) {
        return "port"; // the host's end of a wire of its own, without a bridge
      }
      return kinds.kind(namespace.name()).isInside() ? "pod" : "nic";
    }
    return "other";
  }
}
