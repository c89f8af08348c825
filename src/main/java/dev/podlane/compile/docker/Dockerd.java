package dev.podlane.compile.docker;

import dev.podlane.cluster.docker.DockerContainer;
import dev.podlane.cluster.docker.DockerEvent;
import dev.podlane.cluster.docker.Engine;
import dev.podlane.cluster.docker.NetworkMode;
import dev.podlane.net.ns.BindFailure;
import dev.podlane.net.ns.Listener;
import dev.podlane.net.ns.Sockets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A Docker engine at work: runs the containers in their order, then processes the events. Only its
 * final state counts for the network; intermediate actions are noted.
 */
final class Dockerd {
  private final Engine engine;
  private final Networks networks;
  private final HostPorts ports;
  private final Map<String, DockerContainer> containers = new LinkedHashMap<>();
  private final Map<String, Integer> places = new LinkedHashMap<>();
  private final List<Note> notes = new ArrayList<>();

  /** The sandbox of each running container, in the order they were started. */
  private final Map<String, Integer> running = new LinkedHashMap<>();

  private final Map<Integer, Sandbox> sandboxes = new LinkedHashMap<>();
  private final Map<String, Endpoint> before = new LinkedHashMap<>();
  private int made;

  /** Stands for the host's own namespace. */
  private static final int HOST = 0;

  Dockerd(Engine engine, Networks networks, HostPorts ports) {
    this.engine = engine;
    this.networks = networks;
    this.ports = ports;
    for (DockerContainer container : engine.containers()) {
      places.put(container.name(), containers.size());
      containers.put(container.name(), container);
    }
  }

  /** Runs everything. */
  void work() {
    places.forEach((name, item) -> run(item, name));
    int item = containers.size();
    for (DockerEvent event : engine.events()) {
      happen(item++, event);
    }
  }

  private void happen(int item, DockerEvent event) {
    String name = event.container();
    boolean runs = running.containsKey(name);
    switch (event.kind()) {
      case KILL -> kill(item, name);
      case START -> {
        if (runs) {
          note(Note.Code.RUNS_ALREADY, item, name);
        } else {
          start(item, name);
        }
      }
      case RESTART -> {
        if (runs) {
          kill(item, name);
        }
        start(item, name);
      }
    }
  }

  private void start(int item, String name) {
    if (!run(item, name)) {
      return;
    }
    Endpoint was = before.get(name);
    Endpoint now = endpoint(name).orElse(null);
    if (now == null || was == null) {
      note(Note.Code.STARTED_AGAIN, item, name);
    } else if (now.address().equals(was.address())) {
      note(Note.Code.STARTED_SAME, item, name, "" + now.address(), now.port());
    } else {
      note(Note.Code.STARTED_OTHER, item, name, "" + now.address(), now.port(), "" + was.address());
    }
  }

  private boolean run(int item, String name) {
    DockerContainer container = containers.get(name);
    if (container == null) {
      return false;
    }
    Integer place =
        switch (container.network().kind()) {
          case HOST -> Integer.valueOf(HOST);
          case NONE -> made(Sandbox.created(name, null));
          case BRIDGE -> plugged(item, container);
          case CONTAINER -> running.get(container.network().name());
        };
    if (place == null) {
      if (container.network().kind() == NetworkMode.Kind.CONTAINER) {
        note(Note.Code.JOIN_NOT_RUNNING, item, name, container.network().name());
      }
      return false;
    }
    running.put(name, place);
    if (place == HOST) {
      ports.open(container);
      tellFailures(item, name, ports.sockets());
    } else {
      Sandbox joined = sandbox(place).joinedBy(name);
      Sockets sockets = Processes.opened(joined.sockets(), name, container.sockets(), joined::owns);
      sandboxes.put(place, joined.with(sockets));
      tellFailures(item, name, sockets);
    }
    return true;
  }

  private @Nullable Integer plugged(int item, DockerContainer container) {
    Optional<Endpoint> endpoint = networks.plug(container, (c, args) -> note(c, item, args));
    if (endpoint.isEmpty()) {
      return null;
    }
    HostPorts.Refused refused = ports.publish(container);
    if (refused != null) {
      networks.unplug(endpoint.get());
      String place = refused.mapping().address() + ":" + refused.mapping().hostPort();
      String holder = refused.holder();
      note(refused.code(), item, container.name(), place, holder == null ? "-" : holder);
      return null;
    }
    return made(Sandbox.created(container.name(), endpoint.get()));
  }

  private Integer made(Sandbox sandbox) {
    sandboxes.put(++made, sandbox);
    return made;
  }

  private Sandbox sandbox(int place) {
    return java.util.Objects.requireNonNull(sandboxes.get(place));
  }

  private void tellFailures(int item, String name, Sockets sockets) {
    for (BindFailure failure : sockets.failed()) {
      Listener wanted = failure.wanted();
      if (wanted.name().equals(name)) {
        String holder =
            sockets.listening().stream()
                .filter(wanted::clashesWith)
                .findFirst()
                .map(Listener::name)
                .orElse("-");
        String port = wanted.address() + ":" + wanted.port();
        note(Note.Code.BIND_FAILED, item, name, port, failure.errno(), holder);
      }
    }
  }

  private void kill(int item, String name) {
    Integer place = running.remove(name);
    if (place == null) {
      note(Note.Code.NOT_RUNNING, item, name);
      return;
    }
    ports.release(name);
    if (place == HOST) {
      note(Note.Code.KILLED_ON_HOST, item, name);
      return;
    }
    Sandbox was = sandbox(place);
    Sandbox left = was.leftBy(name);
    Endpoint endpoint = was.endpoint();
    boolean owned = was.owner().equals(name);
    if (owned && endpoint != null) {
      before.put(name, endpoint);
      networks.unplug(endpoint);
    }
    String address = endpoint == null ? "-" : "" + endpoint.address();
    if (left.holders().isEmpty()) {
      sandboxes.remove(place);
      note(Note.Code.KILLED, item, name, address);
    } else {
      sandboxes.put(place, left);
      if (owned) {
        note(Note.Code.KILLED_OWNER, item, name, address, String.join(", ", left.holders()));
      } else {
        note(Note.Code.KILLED_JOINER, item, name, left.name());
      }
    }
  }

  private void note(Note.Code code, int item, String... args) {
    notes.add(new Note(code, item, List.of(args)));
  }

  private Optional<Endpoint> endpoint(String container) {
    Integer place = running.get(container);
    Sandbox in = place == null ? null : sandboxes.get(place);
    return in == null || !in.owner().equals(container)
        ? Optional.empty()
        : Optional.ofNullable(in.endpoint());
  }

  /** Namespaces that live, in the order they were made. */
  List<Sandbox> sandboxes() {
    return List.copyOf(sandboxes.values());
  }

  /** The sandbox a running container is in; empty if it is on the host or does not run. */
  Optional<Sandbox> sandboxOf(String container) {
    Integer place = running.get(container);
    return place == null ? Optional.empty() : Optional.ofNullable(sandboxes.get(place));
  }

  /** Running containers that are plugged in themselves, in the order they were started. */
  Map<String, Endpoint> endpoints() {
    Map<String, Endpoint> found = new LinkedHashMap<>();
    running.keySet().forEach(name -> endpoint(name).ifPresent(e -> found.put(name, e)));
    return found;
  }

  boolean runs(String container) {
    return running.containsKey(container);
  }

  List<Note> notes() {
    return notes;
  }
}
