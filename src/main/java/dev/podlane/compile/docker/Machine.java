package dev.podlane.compile.docker;

import dev.podlane.cluster.docker.DockerContainer;
import dev.podlane.cluster.docker.Engine;
import dev.podlane.cluster.docker.Host;
import dev.podlane.cluster.docker.NetworkMode;
import dev.podlane.net.addr.InterfaceAddress;
import dev.podlane.net.addr.Prefix;
import dev.podlane.net.filter.Ruleset;
import dev.podlane.net.ns.NetworkNamespace;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** A host with a Docker engine: from the actions of the engine to the state of the kernel. */
public final class Machine {
  /** Name of a container's only device besides lo. */
  public static final String CONTAINER_DEVICE = "eth0";

  /** Name of the bridge every engine has. */
  public static final String DOCKER0 = "docker0";

  private Machine() {}

  /**
   * The rules an engine with default options writes where forwarding was on before it, for docker0
   * with these addresses and nothing published.
   */
  public static Ruleset rules(Prefix subnet) {
    InterfaceAddress gateway = new InterfaceAddress(subnet.network().plus(1), subnet.length());
    List<BridgeNet> nets = List.of(new BridgeNet(NetworkMode.DEFAULT, DOCKER0, gateway));
    return new Firewall(Engine.Options.DEFAULTS, false, nets, Map.of()).rules();
  }

  /**
   * The result of an engine's actions.
   *
   * @param host the host with everything on it
   * @param sandboxes the containers' namespaces, in the order they were made
   * @param ports owners of the host's bridge ports: port to container
   * @param containers all containers, in the order of the text
   * @param notes actions and refusals of the engine, in order
   */
  public record Built(
      NetworkNamespace host,
      List<NetworkNamespace> sandboxes,
      Map<String, String> ports,
      List<Seen> containers,
      List<Note> notes) {
    /** Copies its collections. */
    public Built {
      sandboxes = List.copyOf(sandboxes);
      ports = Collections.unmodifiableMap(new LinkedHashMap<>(ports));
      containers = List.copyOf(containers);
      notes = List.copyOf(notes);
    }
  }

  /**
   * A container as the engine left it.
   *
   * @param container as it was asked for
   * @param namespace the namespace it runs in; null if it does not run
   * @param published its published ports, as {@code docker ps} shows them
   * @param relays sockets of docker-proxy that take connections in its place
   */
  public record Seen(
      DockerContainer container,
      @Nullable String namespace,
      List<String> published,
      List<Relay> relays) {
    /** Copies its collections. */
    public Seen {
      published = List.copyOf(published);
      relays = List.copyOf(relays);
    }
  }

  /**
   * Starts an engine and lets it work.
   *
   * @param spec the host as described
   * @param engine its engine
   * @param host its namespace with NICs, routes and processes
   * @param identities of wires and bridges by their names, unique in the network
   */
  public static Built build(
      Host spec, Engine engine, NetworkNamespace host, ToLongFunction<String> identities) {
    return new MachineBuild(spec, engine, host, identities).build();
  }
}
