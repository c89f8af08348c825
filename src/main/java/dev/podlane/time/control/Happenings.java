package dev.podlane.time.control;

import dev.podlane.cluster.object.ObjectRef;
import dev.podlane.document.MapValue;
import dev.podlane.time.event.Happening;
import dev.podlane.time.server.ApiServer;
import dev.podlane.time.state.Actor;
import dev.podlane.time.state.NodeState;
import dev.podlane.time.state.PodState;
import dev.podlane.time.state.ProxyState;
import dev.podlane.time.state.State;
import dev.podlane.time.state.WorkloadIndex;
import dev.podlane.time.state.WorkloadState;
import dev.podlane.time.template.PodTemplate;
import dev.podlane.time.template.TemplateReader;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Lets happen what people do. */
public final class Happenings {
  private final ApiServer server;
  private final Controllers controllers;

  /** Of people who use an API server. */
  public Happenings(ApiServer server, Controllers controllers) {
    this.server = server;
    this.controllers = controllers;
  }

  /**
   * Lets something happen now.
   *
   * @return false if the object it is about is not there
   */
  public boolean happen(Happening what) {
    if (what instanceof Happening.Rewrite rewrite) {
      return rewrite(rewrite);
    }
    if (what instanceof Happening.Rollback rollback) {
      return rollback(rollback);
    }
    if (what instanceof Happening.DeletePod delete) {
      return pod(delete.pod(), each -> delete(each, delete.grace()));
    }
    if (what instanceof Happening.Label label) {
      return pod(label.pod(), each -> label(each, label));
    }
    if (what instanceof Happening.Kill kill) {
      return pod(kill.pod(), each -> kill(each, kill.container()));
    }
    if (what instanceof Happening.Probe probe) {
      return pod(probe.pod(), each -> probe(each, probe));
    }
    if (what instanceof Happening.Fail fail) {
      return pod(fail.pod(), each -> fail(each, fail));
    }
    if (what instanceof Happening.Cordon cordon) {
      return node(
          cordon.node(),
          each -> {
            server.write(each.schedulable(cordon.schedulable()));
            tell(each, 292, cordon.schedulable() ? "node.uncordoned" : "node.cordoned");
          });
    }
    if (what instanceof Happening.Machine machine) {
      return node(machine.node(), each -> machine(each, machine.runs()));
    }
    if (what instanceof Happening.Proxy proxy) {
      return node(proxy.node(), each -> proxy(each, proxy.runs()));
    }
    if (what instanceof Happening.Drain drain) {
      return node(drain.node(), each -> new Drains(server).begin(each));
    }
    if (what instanceof Happening.Rebase rebase) {
      new Rebasing(server).to(rebase.cluster().get());
      return true;
    }
    if (what instanceof Happening.ProxyMode mode) {
      return proxies(mode);
    }
    if (what instanceof Happening.Fire fire) {
      return new CronJobs(server).fire(fire.cronJob());
    }
    if (what instanceof Happening.Cable cable) {
      ObjectRef ref = new ObjectRef("podlane.dev/v1", "Cable", "", cable.device());
      server.tell(Actor.USER, "", ref, 0, cable.plugged() ? "cable.joined" : "cable.cut");
      node(cable.node(), each -> cable(each, cable.plugged()));
      return true;
    }
    if (what instanceof Happening.Commands commands) {
      ObjectRef ref = new ObjectRef("podlane.dev/v1", "Console", "", commands.namespace());
      server.tell(Actor.USER, "", ref, 0, "commands.given", commands.lines());
      return true;
    }
    if (what instanceof Happening.Set set) {
      server.set(set.change().in(server.settings()));
      return true;
    }
    return false;
  }

  private interface On<T> {
    void act(T object);
  }

  private boolean pod(String path, On<PodState> change) {
    Optional<PodState> found = server.pod(path);
    found.ifPresent(change::act);
    return found.isPresent();
  }

  private boolean node(String name, On<NodeState> change) {
    Optional<NodeState> found = server.node(name);
    found.ifPresent(change::act);
    return found.isPresent();
  }

  private void tell(NodeState node, int rule, String code) {
    server.tell(Actor.USER, node.node().name(), node.node().ref(), rule, code);
  }

  private boolean rewrite(Happening.Rewrite rewrite) {
    WorkloadState before = server.workload(rewrite.workload()).orElse(null);
    MapValue tree = before == null ? null : rewrite.change().apply(before.tree()).orElse(null);
    if (before == null || tree == null) {
      return false;
    }
    new Rebasing(server).rewrite(before, tree);
    return true;
  }

  private boolean rollback(Happening.Rollback rollback) {
    WorkloadState now = server.workload(rollback.workload()).orElse(null);
    WorkloadIndex all = server.state().workloads();
    OptionalLong earlier =
        now == null ? OptionalLong.empty() : all.earlier(now, rollback.revision());
    if (now == null || earlier.isEmpty()) {
      return false;
    }
    PodTemplate then = all.history(now).get(earlier.getAsLong());
    if (then == null || then.hash() == now.template().hash()) {
      return false;
    }
    MapValue tree = TemplateReader.with(now.tree(), then);
    server.write(now.rewritten(tree, then, now.selector(), now.replicas()));
    server.tell(Actor.USER, "", now.ref(), 177, "workload.rolled-back", "" + earlier.getAsLong());
    return true;
  }

  private void delete(PodState pod, @Nullable Long grace) {
    server.tell(Actor.USER, "", pod.ref(), 237, "pod.deleted-by-user");
    long own = pod.identity().template().grace();
    Deletions.delete(server, pod, grace == null ? own : grace);
  }

  private void label(PodState pod, Happening.Label label) {
    SortedMap<String, String> labels = new TreeMap<>(pod.labels());
    String value = label.value();
    if (value == null) {
      labels.remove(label.key());
    } else {
      labels.put(label.key(), value);
    }
    server.tell(
        Actor.USER,
        "",
        pod.ref(),
        252,
        value == null ? "pod.unlabelled" : "pod.labelled",
        value == null ? label.key() : label.key() + "=" + value);
    server.write(pod.labelled(labels));
  }

  private void kill(PodState pod, String container) {
    String node = pod.nodeName() == null ? "" : pod.nodeName();
    if (container.isEmpty()) {
      server.tell(Actor.USER, node, pod.ref(), 8, "sandbox.killed");
      controllers.kubelet().killSandbox(pod);
    } else {
      server.tell(Actor.USER, node, pod.ref(), 235, "container.killed", container);
      controllers.kubelet().kill(pod, container);
    }
  }

  private void probe(PodState pod, Happening.Probe probe) {
    String node = pod.nodeName() == null ? "" : pod.nodeName();
    String code = (probe.liveness() ? "liveness." : "readiness.") + (probe.passes() ? "on" : "off");
    server.tell(Actor.USER, node, pod.ref(), 222, code);
    controllers.kubelet().probe(pod, probe.container(), probe.liveness(), probe.passes());
  }

  private void fail(PodState pod, Happening.Fail fail) {
    String node = pod.nodeName() == null ? "" : pod.nodeName();
    boolean isOne = !fail.container().isEmpty();
    String code = "container." + (fail.fails() ? "fails" : "mended") + (isOne ? "" : ".all");
    server.tell(Actor.USER, node, pod.ref(), 235, code, fail.container());
    controllers.kubelet().fail(pod, fail.container(), fail.fails());
  }

  private void machine(NodeState node, boolean runs) {
    String name = node.node().name();
    if (runs == !node.isLost()) {
      return;
    }
    if (!runs) {
      apart(name);
      server.write(node.lost(server.now()));
      tell(node, 281, "node.lost");
      server.wake(Actor.NODE_LIFECYCLE, name, server.now());
      return;
    }
    server.write(node.returned());
    tell(node, 285, "node.returned");
    heard(name);
  }

  /** A node without its cable is as silent as a lost one, but what runs there runs on. */
  private void cable(NodeState node, boolean plugged) {
    String name = node.node().name();
    if (plugged) {
      server.write(node.cut(server.now(), true));
      heard(name);
    } else {
      apart(name);
      server.write(node.cut(server.now(), false));
      server.wake(Actor.NODE_LIFECYCLE, name, server.now());
    }
  }

  /** A node and the control plane hear of each other again. */
  private void heard(String name) {
    server.wake(Actor.NODE_LIFECYCLE, name, server.now() + server.settings().watch());
    server.wake(Actor.KUBE_PROXY, name, server.now() + server.settings().watch());
    for (PodState pod : server.podsOn(name)) {
      server.wake(Actor.KUBELET, pod.path(), server.now() + server.settings().watch());
    }
  }

  private void proxy(NodeState node, boolean runs) {
    apart(node.node().name());
    server.write(node.withProxyStopped(!runs));
    tell(node, 272, runs ? "proxy.started" : "proxy.stopped");
    server.wake(Actor.KUBE_PROXY, node.node().name(), server.now());
  }

  /** As a DaemonSet is updated: one after the other. */
  private boolean proxies(Happening.ProxyMode what) {
    List<String> nodes =
        server.nodes().keySet().stream()
            .filter(each -> what.node().isEmpty() || what.node().equals(each))
            .sorted()
            .toList();
    long at = server.now();
    for (String node : nodes) {
      apart(node);
      ProxyState proxy = server.proxies().get(node);
      at += server.settings().sandbox() + server.settings().containerStart();
      if (proxy != null) {
        server.write(node, proxy.planned(what.mode(), at));
        server.wake(Actor.KUBE_PROXY, node, at);
      }
    }
    server.tell(
        Actor.USER,
        what.node(),
        new ObjectRef("apps/v1", "DaemonSet", "kube-system", "kube-proxy"),
        0,
        "proxy.mode",
        what.mode().text());
    return !nodes.isEmpty();
  }

  /** The kube-proxy of a node goes its own way from now on. */
  private void apart(String node) {
    ProxyState all = server.proxies().get(State.ALL);
    if (all != null && !server.proxies().containsKey(node)) {
      server.write(node, all);
      server.wake(Actor.KUBE_PROXY, node, all.writing() == null ? server.now() : all.ends());
    }
  }
}
