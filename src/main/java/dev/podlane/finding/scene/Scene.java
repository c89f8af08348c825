package dev.podlane.finding.scene;

import dev.podlane.cluster.Cluster;
import dev.podlane.cluster.object.KubeNamespace;
import dev.podlane.cluster.object.Node;
import dev.podlane.cluster.object.ObjectRef;
import dev.podlane.cluster.object.Pod;
import dev.podlane.cluster.object.PodTraits;
import dev.podlane.cluster.object.Source;
import dev.podlane.cluster.policy.verdict.PolicyIndex;
import dev.podlane.cluster.service.EndpointSlice;
import dev.podlane.cluster.service.Service;
import dev.podlane.document.MapValue;
import dev.podlane.document.Place;
import dev.podlane.finding.found.Command;
import dev.podlane.finding.found.Finding;
import dev.podlane.finding.found.Kind;
import dev.podlane.net.ns.Network;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A settled cluster with its network, by indexes; made once for all finders. */
public final class Scene {
  private final Cluster cluster;
  private final Network compiled;
  private final Network network;
  private final PodIndex pods;
  private final PolicyIndex policies;
  private final Clients clients;
  private final Map<String, Node> nodes = new HashMap<>();
  private final Map<String, Service> services = new HashMap<>();
  private final Map<String, Pod> byPath = new HashMap<>();
  private final Map<String, KubeNamespace> namespaces = new HashMap<>();
  private final Map<String, List<EndpointSlice>> slices = new HashMap<>();
  private final List<Holder> holders = new ArrayList<>();
  private final IdentityHashMap<Pod, Holder> byFirst = new IdentityHashMap<>();

  /**
   * A cluster as its documents and edits make it.
   *
   * @param compiled its network before any command
   * @param network its network with every command
   */
  public Scene(Cluster cluster, Network compiled, Network network, PolicyIndex policies) {
    this.cluster = cluster;
    this.compiled = compiled;
    this.network = network;
    this.policies = policies;
    this.pods = new PodIndex(cluster.pods());
    this.clients = new Clients(cluster.pods(), cluster.nodes(), policies);
    cluster.nodes().forEach(node -> nodes.put(node.name(), node));
    cluster.services().all().forEach(each -> services.put(each.ref().path(), each));
    cluster.pods().forEach(each -> byPath.put(each.ref().path(), each));
    cluster.namespaces().forEach(each -> namespaces.put(each.name(), each));
    for (EndpointSlice slice : cluster.services().slices()) {
      String service = slice.ref().namespace() + "/" + slice.service();
      slices.computeIfAbsent(service, any -> new ArrayList<>()).add(slice);
    }
    hold();
  }

  private void hold() {
    Map<ObjectRef, List<Pod>> byHolder = new LinkedHashMap<>();
    for (Pod pod : cluster.pods()) {
      ObjectRef owner = pod.owner();
      boolean brought = pod.traits().origin() == PodTraits.Origin.BROUGHT && owner != null;
      if (!pod.isFinished()) {
        byHolder.computeIfAbsent(brought ? owner : pod.ref(), any -> new ArrayList<>()).add(pod);
      }
    }
    byHolder.forEach(
        (ref, its) -> {
          Source source = cluster.sources().get(ref);
          if (source != null) {
            Holder holder = Holder.of(ref, source.value(), its);
            holders.add(holder);
            byFirst.put(holder.first(), holder);
          }
        });
  }

  /** The cluster. */
  public Cluster cluster() {
    return cluster;
  }

  /** Its network, with the commands that were given in it. */
  public Network network() {
    return network;
  }

  /** Its network before any command. */
  public Network compiled() {
    return compiled;
  }

  /** The network namespaces that commands have changed. */
  public Collection<String> changed() {
    return network.changedSince(compiled);
  }

  /** Pods by labels. */
  public PodIndex pods() {
    return pods;
  }

  /** The policies. */
  public PolicyIndex policies() {
    return policies;
  }

  /** Senders for probes. */
  public Clients clients() {
    return clients;
  }

  /** Objects that hold the specs of pods. */
  public List<Holder> holders() {
    return holders;
  }

  /** The object whose first pod it is; null if it is of none, or a later one. */
  public @Nullable Holder holderOf(Pod pod) {
    return byFirst.get(pod);
  }

  /** The node of that name; null if there is none. */
  public @Nullable Node node(@Nullable String name) {
    return name == null ? null : nodes.get(name);
  }

  /** The Service of that namespace and name; null if there is none. */
  public @Nullable Service service(String namespace, String name) {
    return services.get(namespace + "/" + name);
  }

  /** The pod at {@code namespace/name}; null if there is none. */
  public @Nullable Pod pod(String path) {
    return byPath.get(path);
  }

  /** The namespace of that name; null if nothing is in it. */
  public @Nullable KubeNamespace namespace(String name) {
    return namespaces.get(name);
  }

  /** The endpoints of a Service, written or made. */
  public List<EndpointSlice> slices(Service service) {
    return slices.getOrDefault(service.ref().path(), List.of());
  }

  /** An object as it is written; an empty mapping if it is not. */
  public MapValue tree(ObjectRef ref) {
    Source source = cluster.sources().get(ref);
    return source == null ? new MapValue(0, Map.of(), List.of()) : source.value();
  }

  /** The place of a field, or of the part of its path that is written. */
  public Place place(ObjectRef ref, String path) {
    Source source = cluster.sources().get(ref);
    if (source == null) {
      return Place.NOWHERE;
    }
    Place whole = source.place();
    return new Place(whole.file(), whole.document(), Trees.line(source.value(), path), path);
  }

  /** A finding about a field of an object. */
  public Finding finding(
      Kind kind,
      ObjectRef object,
      String path,
      String expected,
      String actual,
      Command command,
      String... args) {
    return new Finding(
        kind,
        object,
        place(object, path),
        path,
        expected,
        actual,
        List.of(args),
        command,
        null,
        null);
  }
}
