package dev.podlane.compile.docker;

import dev.podlane.cluster.docker.DockerNetwork;
import dev.podlane.cluster.docker.Host;
import dev.podlane.cluster.docker.NetworkMode;
import dev.podlane.net.addr.InterfaceAddress;
import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Prefix;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Gives networks their subnets: the written one, else the first of Docker's own pools that overlaps
 * neither a network of the host nor one given before (moby libnetwork/ipamutils: 172.17.0.0/16 to
 * 172.31.0.0/16, then 192.168.0.0/16 in blocks of 20 bits).
 */
final class Subnets {
  private static final int ID_DIGITS = 12;

  private final Host host;
  private final List<Prefix> ofHost = new ArrayList<>();
  private final List<Prefix> given = new ArrayList<>();

  Subnets(Host host) {
    this.host = host;
    for (Host.Interface nic : host.interfaces()) {
      InterfaceAddress address = nic.address();
      if (address != null) {
        ofHost.add(address.prefix());
      }
    }
  }

  /**
   * The network of docker0; empty if no subnet is free.
   *
   * @param bip its address if one is written
   */
  Optional<BridgeNet> docker0(@Nullable InterfaceAddress bip) {
    if (bip != null) {
      given.add(bip.prefix());
      return Optional.of(new BridgeNet(NetworkMode.DEFAULT, Machine.DOCKER0, bip));
    }
    return free().map(subnet -> new BridgeNet(NetworkMode.DEFAULT, Machine.DOCKER0, first(subnet)));
  }

  /** A user-defined network; empty if its subnet overlaps another network's, or none is free. */
  Optional<BridgeNet> of(DockerNetwork network) {
    String id = HexFormat.of().formatHex(sha256(host.name() + "/" + network.name()));
    String bridge =
        network.bridge().isEmpty() ? "br-" + id.substring(0, ID_DIGITS) : network.bridge();
    Prefix written = network.subnet();
    if (written == null) {
      return free().map(subnet -> new BridgeNet(network.name(), bridge, first(subnet)));
    }
    if (given.stream().anyMatch(written::overlaps)) {
      return Optional.empty();
    }
    given.add(written);
    Ip wanted = network.gateway();
    InterfaceAddress gateway =
        wanted == null ? first(written) : new InterfaceAddress(wanted, written.length());
    return Optional.of(new BridgeNet(network.name(), bridge, gateway));
  }

  private static InterfaceAddress first(Prefix subnet) {
    return new InterfaceAddress(subnet.network().plus(1), subnet.length());
  }

  private Optional<Prefix> free() {
    List<Prefix> pools = new ArrayList<>();
    for (int second = 17; second <= 31; second++) {
      pools.add(Prefix.parse("172." + second + ".0.0/16"));
    }
    for (int third = 0; third < 256; third += 16) {
      pools.add(Prefix.parse("192.168." + third + ".0/20"));
    }
    Optional<Prefix> found =
        pools.stream()
            .filter(pool -> given.stream().noneMatch(pool::overlaps))
            .filter(pool -> ofHost.stream().noneMatch(pool::overlaps))
            .findFirst();
    found.ifPresent(given::add);
    return found;
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException everyJavaHasIt) {
      throw new IllegalStateException(everyJavaHasIt);
    }
  }
}
