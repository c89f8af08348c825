package dev.podlane.workspace;

import dev.podlane.cluster.object.Node;
import dev.podlane.cluster.object.Pod;
import dev.podlane.cluster.policy.verdict.PolicyIndex;
import dev.podlane.cluster.service.Service;
import dev.podlane.cluster.service.Services;
import dev.podlane.net.addr.Ip;
import dev.podlane.workspace.TargetException.Why;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Resolves the ends of questions to the policies; each text once. */
final class PolicyEnds {
  private final Directory directory;
  private final Targets targets;
  private final Names names;
  private final PolicyIndex index;
  private final Map<String, Known> known = new HashMap<>();

  /**
   * A resolved text.
   *
   * @param port behind the end, as written; null if there is none
   */
  record Known(PolicyEnd end, @Nullable String port) {}

  PolicyEnds(Workspace workspace, PolicyIndex index) {
    this.names = workspace.desired().names();
    this.directory = new Directory(names, workspace.network());
    this.targets = workspace.targets();
    this.index = index;
  }

  /**
   * An end.
   *
   * @throws TargetException if the text means nothing, or more than one thing
   */
  Known of(String field, String text) {
    String key = field + " " + text;
    Known found = known.get(key);
    if (found == null) {
      EndText.Written written = EndText.parse(text, directory::isNamespace);
      if (field.equals("from") && written.port() != null) {
        throw new TargetException(Why.UNKNOWN, "from", text, NearNames.of(text, directory.names()));
      }
      found = new Known(end(field, written.end(), text), written.port());
      known.put(key, found);
    }
    return found;
  }

  private PolicyEnd end(String field, EndText end, String text) {
    if (end instanceof EndText.Address address) {
      return at(field, address.ip());
    }
    if (end instanceof EndText.External external) {
      return new PolicyEnd.At(external.ip());
    }
    if (end instanceof EndText.Localhost) {
      if (field.equals("from")) {
        throw new TargetException(Why.NOBODY, field, text, List.of());
      }
      return new PolicyEnd.Itself();
    }
    if (end instanceof EndText.Name name) {
      Optional<Pod> pod = directory.pod(name.text());
      if (pod.isPresent()) {
        return of(pod.get());
      }
    }
    if (end instanceof EndText.Kinded kinded && kinded.kind().equals("pod")) {
      List<Pod> pods = directory.podsCalled(kinded.name());
      if (pods.size() == 1) {
        return of(pods.get(0));
      }
    }
    return of(field, targets.named(field, end, text), text);
  }

  /** The owner of an address; a Service if it is a destination, else a host outside. */
  PolicyEnd at(String field, Ip address) {
    Pod pod = index.podAt(address);
    if (pod != null) {
      return new PolicyEnd.OfPod(pod);
    }
    Node node = index.nodeAt(address);
    if (node != null) {
      return new PolicyEnd.OfNode(node);
    }
    Node bound = boundBy(address);
    if (bound != null) {
      return new PolicyEnd.OfNode(bound, address);
    }
    List<Services.Front> fronts =
        field.equals("to")
            ? directory.cluster().map(all -> all.services().at(address)).orElse(List.of())
            : List.of();
    if (fronts.isEmpty()) {
      return new PolicyEnd.At(address);
    }
    boolean inside = fronts.get(0).role() == Services.Role.CLUSTER_IP;
    return new PolicyEnd.OfService(fronts.get(0).service(), address, inside);
  }

  /** The node that has an address on its bridge or tunnel; null if none has (rules 65, 101). */
  private @Nullable Node boundBy(Ip address) {
    return directory.owners(address).stream()
        .flatMap(each -> names.node(each).stream())
        .findFirst()
        .orElse(null);
  }

  private PolicyEnd of(Pod pod) {
    if (pod.isFinished()) {
      return new PolicyEnd.Open("pod-finished"); // it has no network (rule 14)
    }
    if (!pod.hostNetwork()) {
      return new PolicyEnd.OfPod(pod);
    }
    String node = pod.nodeName();
    Optional<Node> its = node == null ? Optional.empty() : names.node(node);
    return its.<PolicyEnd>map(PolicyEnd.OfNode::new)
        .orElseGet(() -> new PolicyEnd.Open(NamedPods.NO_NODE));
  }

  private PolicyEnd of(String field, End end, String text) {
    Service service = end.service();
    if (service != null) {
      if (field.equals("from")) {
        throw new TargetException(Why.SERVICE_SENDS_NOTHING, field, text, List.of());
      }
      boolean external = service.type() == Service.Type.EXTERNAL_NAME;
      if (external || ServiceEnds.PENDING.equals(end.missing())) {
        return new PolicyEnd.Open(external ? "name" : ServiceEnds.PENDING);
      }
      Ip address = end.address();
      if (address != null && service.loadBalancer().addresses().contains(address)) {
        return new PolicyEnd.OfService(service, address, /* inside= */ false);
      }
      return new PolicyEnd.OfService(service, Ip.ANY, /* inside= */ true);
    }
    Pod pod = end.pod() == null ? end.dormant() : end.pod();
    if (pod != null) {
      return of(pod);
    }
    if (end.lookup() != null) {
      return new PolicyEnd.Open("name");
    }
    String namespace = end.namespace();
    Optional<Node> node = namespace == null ? Optional.empty() : names.node(namespace);
    if (node.isPresent()) {
      return new PolicyEnd.OfNode(node.get());
    }
    Ip address = end.address();
    if (address == null && namespace != null) {
      address = directory.address(namespace).orElse(null);
    }
    String missing = end.missing() == null ? "no-address" : end.missing();
    return address == null ? new PolicyEnd.Open(missing) : new PolicyEnd.At(address);
  }
}
