package dev.podlane.finding.policy;

import dev.podlane.cluster.http.Ingress;
import dev.podlane.cluster.object.KubeNamespace;
import dev.podlane.cluster.object.Pod;
import dev.podlane.cluster.policy.Direction;
import dev.podlane.cluster.policy.NetworkPolicy;
import dev.podlane.cluster.policy.Policy;
import dev.podlane.cluster.select.LabelSelector;
import dev.podlane.cluster.service.Service;
import dev.podlane.cluster.service.ServicePort;
import dev.podlane.finding.found.Finding;
import dev.podlane.finding.found.Kind;
import dev.podlane.finding.found.Probing;
import dev.podlane.finding.scene.Appended;
import dev.podlane.finding.scene.Finder;
import dev.podlane.finding.scene.Json;
import dev.podlane.finding.scene.Listening;
import dev.podlane.finding.scene.Scene;
import dev.podlane.net.addr.Protocol;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Finds policies that keep an Ingress's controller from the pods behind it (rule 122). */
public final class ControllerFinder implements Finder {
  private static final String NAME = "app.kubernetes.io/name";

  @Override
  public void find(Scene scene, Consumer<Finding> found) {
    if (scene.cluster().http().ingresses().isEmpty()) {
      return;
    }
    Pod controller =
        scene.cluster().pods().stream()
            .filter(pod -> pod.hasNetwork() && !pod.hostNetwork() && isController(pod))
            .findFirst()
            .orElse(null);
    if (controller == null) {
      return;
    }
    PolicyScene policies = new PolicyScene(scene);
    for (Ingress ingress : scene.cluster().http().ingresses()) {
      for (Ingress.Rule rule : ingress.rules()) {
        for (Ingress.Path path : rule.paths()) {
          Service service = scene.service(ingress.ref().namespace(), path.backend().service());
          if (service != null && service.selector() != null) {
            look(policies, controller, ingress, rule, path, service, found);
          }
        }
      }
    }
  }

  private static boolean isController(Pod pod) {
    return pod.containers().stream()
        .map(each -> each.image())
        .anyMatch(
            image ->
                image.contains("ingress-nginx/controller")
                    || image.contains("nginx-ingress-controller")
                    || image.contains("nginx/nginx-ingress"));
  }

  private static void look(
      PolicyScene policies,
      Pod controller,
      Ingress ingress,
      Ingress.Rule rule,
      Ingress.Path path,
      Service service,
      Consumer<Finding> found) {
    LabelSelector selector = service.selector();
    ServicePort port = port(service, path.backend());
    Pod target =
        selector == null
            ? null
            : policies.scene().pods().pods(service.ref().namespace(), selector).stream()
                .filter(pod -> pod.hasNetwork() && !pod.hostNetwork())
                .findFirst()
                .orElse(null);
    if (target == null || port == null) {
      return;
    }
    int number =
        port.targetName().isEmpty()
            ? port.target()
            : Listening.named(target, port.targetName(), port.protocol());
    if (number <= 0
        || policies.allows(
            controller, target, Protocol.TCP, number, EnumSet.of(Direction.INGRESS))) {
      return;
    }
    NetworkPolicy policy = responsible(policies.scene(), target);
    if (policy == null) {
      return;
    }
    Appended added = added(policies.scene(), policy, controller, number);
    boolean plain = !rule.host().isEmpty() && !rule.host().startsWith("*");
    boolean simple = path.path().matches("[A-Za-z0-9/._~-]{1,200}");
    found.accept(
        policies
            .scene()
            .finding(
                Kind.POLICY_CONTROLLER,
                policy.ref(),
                "spec.ingress",
                controller.ref().path(),
                "TCP " + number,
                PolicyScene.show(policy),
                ingress.ref().path(),
                target.ref().path())
            .shownBy(plain && simple ? Probing.url("http://" + rule.host() + path.path()) : null)
            .mendedBy(policy.ref(), added.path(), added.json()));
  }

  private static @Nullable ServicePort port(Service service, Ingress.Backend backend) {
    return service.ports().stream()
        .filter(
            each ->
                backend.port() > 0
                    ? each.port() == backend.port()
                    : each.name().equals(backend.portName()))
        .findFirst()
        .orElse(null);
  }

  private static @Nullable NetworkPolicy responsible(Scene scene, Pod target) {
    List<Policy> all = scene.policies().selecting(target, Direction.INGRESS);
    if (!all.stream().allMatch(NetworkPolicy.class::isInstance)) {
      return null;
    }
    return all.stream()
        .map(NetworkPolicy.class::cast)
        .filter(each -> !each.ingress().isEmpty())
        .findFirst()
        .orElseGet(() -> all.isEmpty() ? null : (NetworkPolicy) all.get(0));
  }

  private static Appended added(Scene scene, NetworkPolicy policy, Pod controller, int number) {
    Map<String, String> labels = new HashMap<>();
    String name = controller.labels().get(NAME);
    if (name == null) {
      controller.labels().entrySet().stream()
          .limit(1)
          .forEach(each -> labels.put(each.getKey(), each.getValue()));
    } else {
      labels.put(NAME, name);
    }
    Map<String, Object> peer =
        Json.map(
            "namespaceSelector",
            Json.map("matchLabels", Json.map(KubeNamespace.NAME_LABEL, controller.namespace())));
    if (!labels.isEmpty()) {
      peer.put("podSelector", Json.map("matchLabels", labels));
    }
    return Appended.of(
        scene.tree(policy.ref()),
        "spec.ingress",
        Json.map("from", List.of(peer), "ports", List.of(Json.map("port", number))));
  }
}
