package dev.podlane.cluster.docker;

import dev.podlane.net.addr.InterfaceAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A Docker engine: its options, its networks, its containers in the order they are run, and the
 * later events.
 *
 * @param options options of dockerd
 * @param networks user-defined bridge networks, in the order they were made
 * @param containers in the order they are run
 * @param events events after all containers have been run
 */
public record Engine(
    Options options,
    List<DockerNetwork> networks,
    List<DockerContainer> containers,
    List<DockerEvent> events) {
  public Engine {
    networks = List.copyOf(networks);
    containers = List.copyOf(containers);
    events = List.copyOf(events);
  }

  /**
   * Options of dockerd that decide paths (dockerd(8)).
   *
   * @param bip address of docker0 ({@code --bip}); null for the first free one of Docker's own
   * @param iptables true if it writes rules ({@code --iptables})
   * @param masquerade true if the addresses of containers are translated to the host's ({@code
   *     --ip-masq})
   * @param userlandProxy true if docker-proxy holds published ports ({@code --userland-proxy})
   * @param forwards true if it turns {@code ip_forward} on ({@code --ip-forward})
   * @param icc true if containers on docker0 may talk to each other ({@code --icc})
   * @param mtu MTU of docker0 and of the devices attached to it ({@code --mtu})
   */
  public record Options(
      @Nullable InterfaceAddress bip,
      boolean iptables,
      boolean masquerade,
      boolean userlandProxy,
      boolean forwards,
      boolean icc,
      int mtu) {
    /** As dockerd starts without options. */
    public static final Options DEFAULTS = new Options(null, true, true, true, true, true, 1500);
  }
}
