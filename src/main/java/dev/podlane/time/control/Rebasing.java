package dev.podlane.time.control;

import dev.podlane.cluster.Cluster;
import dev.podlane.cluster.ipam.FreeForNode;
import dev.podlane.cluster.object.Node;
import dev.podlane.cluster.object.ObjectRef;
import dev.podlane.cluster.object.PodTraits;
import dev.podlane.cluster.object.Source;
import dev.podlane.cluster.service.Service;
import dev.podlane.document.MapValue;
import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Prefix;
import dev.podlane.time.begin.Workloads;
import dev.podlane.time.server.ApiServer;
import dev.podlane.time.state.Actor;
import dev.podlane.time.state.AddressPool;
import dev.podlane.time.state.Base;
import dev.podlane.time.state.NodeState;
import dev.podlane.time.state.PodState;
import dev.podlane.time.state.WorkloadState;
import dev.podlane.time.template.PodTemplate;
import dev.podlane.time.template.TemplateReader;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** Takes over objects as somebody has written them while time passes. */
final class Rebasing {
  private final ApiServer server;

  Rebasing(ApiServer server) {
    this.server = server;
  }

  /** A workload is written anew. */
  void rewrite(WorkloadState before, MapValue tree) {
    WorkloadState after = Workloads.rewritten(before, tree);
    server.write(after);
    boolean isScaled =
        before.replicas() != after.replicas()
            && before.template().hash() == after.template().hash();
    if (isScaled) {
      String from = "" + before.replicas();
      server.tell(
          Actor.USER, "", before.ref(), 173, "workload.scaled", from, "" + after.replicas());
    } else {
      server.tell(Actor.USER, "", before.ref(), 155, "object.written");
    }
  }

  /** The objects are those of another cluster from now on. */
  void to(Cluster after) {
    Cluster before = server.base().cluster();
    server.set(new Base(after));
    sources(before.sources(), after.sources());
    nodes(before, after);
    services(before, after);
  }

  /** Looks through both beside each other, as they are many and most of them the same. */
  private void sources(SortedMap<ObjectRef, Source> before, SortedMap<ObjectRef, Source> after) {
    Map<ObjectRef, Source> added = new LinkedHashMap<>();
    Iterator<Map.Entry<ObjectRef, Source>> rest = after.entrySet().iterator();
    Map.Entry<ObjectRef, Source> next = rest.hasNext() ? rest.next() : null;
    for (Map.Entry<ObjectRef, Source> each : before.entrySet()) {
      while (next != null && next.getKey().compareTo(each.getKey()) < 0) {
        added.put(next.getKey(), next.getValue());
        next = rest.hasNext() ? rest.next() : null;
      }
      if (next == null || !next.getKey().equals(each.getKey())) {
        removed(each.getKey());
        continue;
      }
      if (!next.getValue().value().equals(each.getValue().value())) {
        changed(each.getKey(), next.getValue());
      }
      next = rest.hasNext() ? rest.next() : null;
    }
    while (next != null) {
      added.put(next.getKey(), next.getValue());
      next = rest.hasNext() ? rest.next() : null;
    }
    added.forEach(this::added);
  }

  private void removed(ObjectRef ref) {
    server.tell(Actor.USER, "", ref, 0, "object.deleted");
    if (ref.kind().equals("Pod")) {
      server.pod(ref.path()).ifPresent(this::delete);
    }
    server.workload("" + ref).ifPresent(this::delete);
  }

  private void delete(PodState pod) {
    Deletions.delete(server, pod, pod.identity().template().grace());
  }

  /** With a workload go all that it controls, as in the background. */
  private void delete(WorkloadState workload) {
    server.children(workload).forEach(this::delete);
    server.remove(workload);
    server.controlledBy(workload.ref()).forEach(this::delete);
  }

  private void changed(ObjectRef ref, Source now) {
    Optional<WorkloadState> workload = server.workload("" + ref);
    if (workload.isPresent()) {
      rewrite(workload.get(), now.value());
      return;
    }
    server.tell(Actor.USER, "", ref, 0, "object.written");
    if (ref.kind().equals("Pod")) {
      server
          .pod(ref.path())
          .ifPresent(
              pod ->
                  server.write(
                      pod.labelled(TemplateReader.read(now.value(), now.place()).labels())));
    }
  }

  private void added(ObjectRef ref, Source source) {
    server.tell(Actor.USER, "", ref, 0, "object.created");
    if (Workloads.isOne(ref.kind())) {
      server.write(Workloads.read(ref, source, server.nextSerial(), server.now()));
    } else if (ref.kind().equals("Pod") && server.pod(ref.path()).isEmpty()) {
      create(ref, TemplateReader.read(source.value(), source.place()));
    }
  }

  private void create(ObjectRef ref, PodTemplate template) {
    PodState.Identity identity =
        new PodState.Identity(
            null,
            null,
            template,
            server.now(),
            template.spec().hostname(),
            template.spec().subdomain(),
            null,
            PodTraits.Origin.WRITTEN,
            null,
            Collections.emptySortedSet(),
            template.behaviour().broken());
    server.write(PodState.created(ref, server.nextSerial(), identity, template.labels()));
  }

  private void nodes(Cluster before, Cluster after) {
    Map<String, Node> earlier = new HashMap<>();
    before.nodes().forEach(node -> earlier.putIfAbsent(node.name(), node));
    Map<String, NodeState> gone = new HashMap<>(server.nodes());
    after.nodes().forEach(node -> gone.remove(node.name()));
    gone.values().forEach(server::remove);
    for (Node node : after.nodes()) {
      NodeState known = server.node(node.name()).orElse(null);
      Node then = earlier.get(node.name());
      if (known == null) {
        add(node, after);
      } else if (then != null && !isSame(then, node)) {
        server.write(changed(known, then, node));
      }
    }
  }

  private static boolean isSame(Node one, Node other) {
    return one.labels().equals(other.labels())
        && one.taints().equals(other.taints())
        && one.schedulable() == other.schedulable();
  }

  /** A node as somebody has written it; a cordon that nobody wrote about stays. */
  private static NodeState changed(NodeState known, Node then, Node now) {
    boolean schedulable =
        then.schedulable() == now.schedulable() ? known.node().schedulable() : now.schedulable();
    Node is = known.node();
    NodeState written =
        known.with(
            new Node(
                now.ref(),
                now.place(),
                now.labels(),
                is.internalIp(),
                is.podCidr(),
                is.ready(),
                schedulable,
                now.taints(),
                now.assumed(),
                now.traits()));
    return known.isUnreachable() ? written.unreachable(known.unreachableAt()) : written;
  }

  /**
   * Adds a Node. The address and the block that a settled cluster would give it may be another's by
   * now, or pods of a deleted Node may still have addresses of the block: then it gets others that
   * nobody has.
   */
  private void add(Node node, Cluster after) {
    AddressPool pool = server.pool(node.name()).orElse(null);
    Prefix block = pool == null || pool.taken().isEmpty() ? node.podCidr() : pool.block();
    if (!after.network().podNetwork().hasOneBlock()) {
      Set<Prefix> taken = held(node.name());
      if (block != null && taken.stream().anyMatch(block::overlaps)) {
        block = node.podCidr();
      }
      if (block != null && taken.stream().anyMatch(block::overlaps)) {
        block = FreeForNode.block(after.network(), taken).orElse(null);
      }
    }
    server.write(NodeState.of(node.withAddresses(address(node, after), block)));
    // Pods of a Node that is there again still have their addresses.
    if (block != null && (pool == null || !pool.block().equals(block))) {
      server.write(node.name(), AddressPool.of(block));
    }
  }

  /** Blocks that are other nodes', by what the cluster or what its pods say. */
  private Set<Prefix> held(String node) {
    Set<Prefix> taken = new HashSet<>();
    for (NodeState each : server.nodes().values()) {
      if (each.node().podCidr() != null) {
        taken.add(each.node().podCidr());
      }
    }
    server
        .state()
        .pools()
        .forEach(
            (name, pool) -> {
              if (!name.equals(node) && !pool.taken().isEmpty()) {
                taken.add(pool.block());
              }
            });
    return taken;
  }

  private @Nullable Ip address(Node node, Cluster after) {
    Ip own = node.internalIp();
    Set<Ip> taken = new HashSet<>();
    for (NodeState each : server.nodes().values()) {
      if (each.node().internalIp() != null) {
        taken.add(each.node().internalIp());
      }
    }
    return own == null || !taken.contains(own)
        ? own
        : FreeForNode.address(after.network(), taken).orElse(null);
  }

  /** Returns true if a Service is written as it was, wherever that is. */
  private static boolean isSame(Cluster before, Service then, Cluster after, Service now) {
    Source written = before.sources().get(then.ref());
    Source writtenNow = after.sources().get(now.ref());
    return then.equals(now)
        || (written != null
            && writtenNow != null
            && written.value().equals(writtenNow.value())
            && then.clusterIps().equals(now.clusterIps()));
  }

  private void services(Cluster before, Cluster after) {
    if (before.services().all().equals(after.services().all())) {
      return;
    }
    server.reindex();
    Base old = new Base(before);
    for (Service each : after.services().all()) {
      String path = each.ref().path();
      Service then = old.service(path);
      if (then == null || !isSame(before, then, after, each)) {
        server.wake(Actor.ENDPOINT_SLICE, path, server.now() + server.settings().watch());
      }
    }
    for (Service each : before.services().all()) {
      if (server.base().service(each.ref().path()) == null) {
        server.write(each.ref().path(), List.of());
      }
    }
  }
}
