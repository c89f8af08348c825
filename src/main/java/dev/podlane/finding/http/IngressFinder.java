package dev.podlane.finding.http;

import dev.podlane.cluster.field.Spelling;
import dev.podlane.cluster.http.Ingress;
import dev.podlane.cluster.http.Ingress.Backend;
import dev.podlane.cluster.object.ObjectRef;
import dev.podlane.cluster.service.Service;
import dev.podlane.cluster.service.ServicePort;
import dev.podlane.finding.found.Command;
import dev.podlane.finding.found.Finding;
import dev.podlane.finding.found.Kind;
import dev.podlane.finding.found.Probing;
import dev.podlane.finding.scene.Finder;
import dev.podlane.finding.scene.Json;
import dev.podlane.finding.scene.Scene;
import dev.podlane.finding.scene.Trees;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Finds Ingresses whose backends are not there, and rules that two have. */
public final class IngressFinder implements Finder {
  @Override
  public void find(Scene scene, Consumer<Finding> found) {
    Names names = new Names(scene);
    Map<String, Ingress> taken = new HashMap<>();
    for (Ingress ingress : scene.cluster().http().ingresses()) {
      for (Ingress.Rule rule : ingress.rules()) {
        for (Ingress.Path path : rule.paths()) {
          backend(
              scene,
              ingress,
              path.backend(),
              path.field() + ".backend",
              names,
              url(rule.host(), path.path()),
              found);
          twice(scene, ingress, rule, path, taken, found);
        }
      }
      Backend last = ingress.defaultBackend();
      if (last != null) {
        backend(scene, ingress, last, "spec.defaultBackend", names, null, found);
      }
    }
  }

  /** Names of the objects of each namespace. */
  private static final class Names {
    private final Map<String, List<String>> services = new HashMap<>();
    private final Map<String, List<Service>> byName = new HashMap<>();

    private Names(Scene scene) {
      for (Service each : scene.cluster().services().all()) {
        add(services, each.ref());
        byName.computeIfAbsent(each.ref().name(), any -> new ArrayList<>()).add(each);
      }
    }

    private static void add(Map<String, List<String>> all, ObjectRef ref) {
      all.computeIfAbsent(ref.namespace(), any -> new ArrayList<>()).add(ref.name());
    }
  }

  private static @Nullable Probing url(String host, String path) {
    return host.isEmpty() || host.startsWith("*") || path.matches(".*[^A-Za-z0-9/._~-].*")
        ? null
        : Probing.url("http://" + host + (path.isEmpty() ? "/" : path));
  }

  private static void backend(
      Scene scene,
      Ingress ingress,
      Backend backend,
      String path,
      Names names,
      @Nullable Probing probe,
      Consumer<Finding> found) {
    String name = backend.service();
    if (name.isEmpty()) {
      return;
    }
    String namespace = ingress.ref().namespace();
    Service service = scene.service(namespace, name);
    String field = path + ".service.name";
    Command command = Command.kubectl("-n %s get service %s".formatted(namespace, name));
    boolean old = Trees.at(scene.tree(ingress.ref()), field) == null;
    String at = old ? path + ".serviceName" : field;
    if (service != null) {
      port(scene, ingress, backend, path, service, probe, found);
      return;
    }
    String near =
        Spelling.nearest(name, names.services.getOrDefault(namespace, List.of())).orElse("");
    List<Service> others = names.byName.getOrDefault(name, List.of());
    if (near.isEmpty() && !others.isEmpty()) {
      found.accept(
          scene
              .finding(
                  Kind.INGRESS_ELSEWHERE,
                  ingress.ref(),
                  at,
                  others.get(0).ref().path(),
                  namespace + "/" + name,
                  command)
              .shownBy(probe));
      return;
    }
    Finding finding =
        scene.finding(Kind.INGRESS_SERVICE, ingress.ref(), at, near, name, command).shownBy(probe);
    found.accept(near.isEmpty() ? finding : finding.mendedBy(ingress.ref(), at, Json.of(near)));
  }

  private static void port(
      Scene scene,
      Ingress ingress,
      Backend backend,
      String path,
      Service service,
      @Nullable Probing probe,
      Consumer<Finding> found) {
    String asked = backend.port() > 0 ? "" + backend.port() : backend.portName();
    boolean known = asked.isEmpty() || service.ports().stream().anyMatch(it -> takes(it, asked));
    if (known || service.type() == Service.Type.EXTERNAL_NAME) {
      return;
    }
    ServicePort only = service.ports().size() == 1 ? service.ports().get(0) : null;
    String field = path + ".service.port";
    boolean old = Trees.at(scene.tree(ingress.ref()), field) == null;
    Finding finding =
        scene
            .finding(
                Kind.INGRESS_PORT,
                ingress.ref(),
                old ? path + ".servicePort" : field,
                only == null ? "" : "" + only.port(),
                asked,
                Command.kubectl(
                    "-n %s get service %s"
                        .formatted(service.ref().namespace(), service.ref().name())),
                service.ref().path())
            .shownBy(probe);
    found.accept(
        only == null || old
            ? finding
            : finding.mendedBy(ingress.ref(), field, Json.of(Json.map("number", only.port()))));
  }

  /** As ingress-nginx compares (serviceEndpoints): number, name, or target. */
  private static boolean takes(ServicePort port, String asked) {
    String target = port.targetName().isEmpty() ? "" + port.target() : port.targetName();
    return asked.equals("" + port.port()) || asked.equals(port.name()) || asked.equals(target);
  }

  private static void twice(
      Scene scene,
      Ingress ingress,
      Ingress.Rule rule,
      Ingress.Path path,
      Map<String, Ingress> taken,
      Consumer<Finding> found) {
    String key = ingress.className() + " " + rule.host() + " " + path.path() + " " + path.type();
    Ingress other = taken.putIfAbsent(key, ingress);
    boolean canary = ingress.annotations().getOrDefault("canary", "").equals("true");
    if (other != null && !canary && !other.ref().equals(ingress.ref())) {
      found.accept(
          scene.finding(
              Kind.INGRESS_TWICE,
              ingress.ref(),
              path.field() + ".path",
              "",
              rule.host() + path.path(),
              Command.kubectl("get ingress -A"),
              other.ref().path()));
    }
  }
}
