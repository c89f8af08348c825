package dev.podlane.cluster.http;

import dev.podlane.cluster.object.Container;
import dev.podlane.cluster.object.ObjectRef;
import dev.podlane.cluster.object.Pod;
import dev.podlane.cluster.object.Source;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Finds the pods that are the proxy of a controller: by the images that projects publish, by flags
 * that name the controller, or by the label that Gateway API gives to what runs a Gateway.
 */
final class Controllers {
  /** The controller of kubernetes/ingress-nginx, unless {@code --controller-class} differs. */
  static final String NGINX = "k8s.io/ingress-nginx";

  /** Label of pods that a controller makes for one Gateway (GEP-1762). */
  private static final String GATEWAY_NAME = "gateway.networking.k8s.io/gateway-name";

  /**
   * A project whose proxy runs in pods.
   *
   * @param controller beginning of the names of its controllers
   * @param images ends of the names of its images, without registry and tag
   */
  private record Project(String controller, List<String> images) {}

  private static final List<Project> PROJECTS =
      List.of(
          new Project("nginx.org/", List.of("nginx/nginx-ingress", "nginx-ic/nginx-plus-ingress")),
          new Project("traefik.io/", List.of("traefik", "mirrored-library-traefik")),
          new Project("haproxy.org/", List.of("haproxytech/kubernetes-ingress")),
          new Project("haproxy-ingress.github.io/", List.of("haproxy-ingress")),
          new Project("ingress-controllers.konghq.com/", List.of("kong", "kong-gateway")),
          new Project("konghq.com/", List.of("kong", "kong-gateway")));

  private static final List<String> NGINX_IMAGES =
      List.of("ingress-nginx/controller", "nginx-ingress-controller");

  /** Controllers whose proxies are load balancers of a cloud, or run on every node. */
  private static final List<String> OUTSIDE =
      List.of(
          "ingress.k8s.aws/",
          "gateway.k8s.aws/",
          "application-networking.k8s.aws/",
          "k8s.io/ingress-gce",
          "networking.gke.io/",
          "azure/application-gateway",
          "alb.networking.azure.io/",
          "cilium.io/",
          "io.cilium/");

  private final List<Pod> pods;
  private final Map<ObjectRef, Source> sources;

  Controllers(List<Pod> pods, Map<ObjectRef, Source> sources) {
    this.pods = pods;
    this.sources = sources;
  }

  /** Returns true if a controller's proxy is known to be in no pod. */
  static boolean isOutside(String controller) {
    return OUTSIDE.stream().anyMatch(controller::startsWith);
  }

  /** The proxy with the pods that run it, if there are any. */
  Proxy located(Proxy proxy) {
    Gateway gateway = proxy.gateway();
    if (gateway != null) {
      List<Pod> own =
          unfinished(
              pod ->
                  pod.namespace().equals(gateway.ref().namespace())
                      && gateway.ref().name().equals(pod.labels().get(GATEWAY_NAME)));
      if (!own.isEmpty()) {
        return proxy.with(own, Flags.of(own.get(0), sources));
      }
    }
    List<Pod> found = new ArrayList<>();
    for (Pod pod : unfinished(pod -> isOf(pod, proxy.controller()))) {
      Flags flags = Flags.of(pod, sources);
      String said = flags.text("controller-class", NGINX);
      if (!isNginx(pod) || said.equals(proxy.controller())) {
        found.add(pod);
      }
    }
    return found.isEmpty() ? proxy : proxy.with(found, Flags.of(found.get(0), sources));
  }

  /** The pods of ingress-nginx, with their flags. */
  List<Map.Entry<Pod, Flags>> nginx() {
    return unfinished(Controllers::isNginx).stream()
        .map(pod -> Map.entry(pod, Flags.of(pod, sources)))
        .toList();
  }

  /** Pods that have not finished: a controller that cannot run is in the input all the same. */
  private List<Pod> unfinished(Predicate<Pod> wanted) {
    return pods.stream()
        .filter(pod -> !pod.isFinished() && wanted.test(pod))
        .sorted(
            Comparator.comparing((Pod pod) -> !pod.hasNetwork())
                .thenComparing(pod -> !pod.traits().readiness().isReady()))
        .toList();
  }

  private static boolean isNginx(Pod pod) {
    return hasImage(pod, NGINX_IMAGES);
  }

  private boolean isOf(Pod pod, String controller) {
    if (controller.isEmpty()) {
      return false;
    }
    if (isNginx(pod)) {
      return true;
    }
    for (Project project : PROJECTS) {
      if (controller.startsWith(project.controller())) {
        return hasImage(pod, project.images());
      }
    }
    return controller.equals(Flags.of(pod, sources).text("controller-class", ""));
  }

  private static boolean hasImage(Pod pod, List<String> images) {
    return pod.containers().stream()
        .map(Container::image)
        .map(Controllers::name)
        .anyMatch(name -> images.stream().anyMatch(each -> isEnd(name, each)));
  }

  private static boolean isEnd(String name, String end) {
    return name.equals(end) || name.endsWith("/" + end);
  }

  /** The name of an image without its tag and digest. */
  private static String name(String image) {
    int at = image.indexOf('@');
    String tagged = at < 0 ? image : image.substring(0, at);
    int colon = tagged.lastIndexOf(':');
    return colon > tagged.lastIndexOf('/') ? tagged.substring(0, colon) : tagged;
  }
}
