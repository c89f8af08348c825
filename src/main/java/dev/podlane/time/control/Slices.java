package dev.podlane.time.control;

import dev.podlane.cluster.control.EndpointController;
import dev.podlane.cluster.object.ObjectRef;
import dev.podlane.cluster.object.Pod;
import dev.podlane.cluster.service.EndpointSlice;
import dev.podlane.cluster.service.EndpointSlice.Endpoint;
import dev.podlane.cluster.service.Service;
import dev.podlane.time.picture.Pods;
import dev.podlane.time.server.ApiServer;
import dev.podlane.time.state.Actor;
import dev.podlane.time.state.NodeState;
import dev.podlane.time.state.PodState;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.pcollections.PMap;

/** The EndpointSlice controller (rules 250 to 261). */
final class Slices {
  private final ApiServer server;
  private @Nullable PMap<String, NodeState> seen;
  private @Nullable EndpointController writer;

  Slices(ApiServer server) {
    this.server = server;
  }

  void sync(String path) {
    Service service = server.base().service(path);
    if (service == null || service.selector() == null) {
      return;
    }
    List<Pod> pods = new ArrayList<>();
    boolean isAnyhow = service.traffic().publishNotReady();
    for (PodState each : server.members(path)) {
      boolean isListed =
          each.ip() != null
              && !each.isFinished()
              && each.nodeName() != null
              && (isAnyhow || server.node(each.nodeName()).isPresent());
      if (isListed) {
        pods.add(Pods.object(each));
      }
    }
    List<EndpointSlice> now = writer().slices(service, pods);
    List<EndpointSlice> before = server.slices().getOrDefault(path, List.of());
    if (!now.equals(before)) {
      server.write(path, now);
      tell(service, states(before), states(now));
    }
  }

  /** The controller that knows the zones of the nodes there are. */
  @SuppressWarnings("ReferenceEquality") // any other map may hold other nodes
  private EndpointController writer() {
    EndpointController known = writer;
    if (known == null || seen != server.nodes()) {
      seen = server.nodes();
      known = EndpointController.of(server.nodes().values().stream().map(NodeState::node).toList());
      writer = known;
    }
    return known;
  }

  /** The state of each endpoint by its pod. */
  private static Map<String, Endpoint> states(List<EndpointSlice> slices) {
    Map<String, Endpoint> states = new HashMap<>();
    for (EndpointSlice slice : slices) {
      slice.endpoints().forEach(each -> states.putIfAbsent(each.pod(), each));
    }
    return states;
  }

  private void tell(Service service, Map<String, Endpoint> before, Map<String, Endpoint> now) {
    List<String> changed = new ArrayList<>();
    now.forEach(
        (pod, each) -> {
          if (!Objects.equals(word(before.get(pod)), word(each))) {
            changed.add(name(pod) + " " + word(each));
          }
        });
    before.keySet().stream()
        .filter(pod -> !now.containsKey(pod))
        .forEach(pod -> changed.add("−" + name(pod)));
    changed.sort(null);
    ObjectRef ref = service.ref();
    server.tell(Actor.ENDPOINT_SLICE, "", ref, 250, "slices.written", String.join(", ", changed));
  }

  private static String name(String pod) {
    return pod.substring(pod.indexOf('/') + 1);
  }

  /** The conditions of an endpoint that are true; empty if there is none. */
  private static String word(@Nullable Endpoint endpoint) {
    if (endpoint == null) {
      return "";
    }
    List<String> words = new ArrayList<>();
    if (endpoint.ready()) {
      words.add("ready");
    }
    if (endpoint.serving()) {
      words.add("serving");
    }
    if (endpoint.terminating()) {
      words.add("terminating");
    }
    return words.isEmpty() ? "not ready" : String.join("+", words);
  }
}
