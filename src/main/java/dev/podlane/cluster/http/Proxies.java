package dev.podlane.cluster.http;

import dev.podlane.cluster.object.ObjectRef;
import dev.podlane.cluster.object.Pod;
import dev.podlane.cluster.object.Source;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds which proxy serves which Ingresses and Gateways (rule 119). */
final class Proxies {
  /** Key of the group of Ingresses without a class. */
  private static final String NO_CLASS = "";

  private final HttpObjects objects;
  private final Controllers controllers;

  Proxies(HttpObjects objects, List<Pod> pods, Map<ObjectRef, Source> sources) {
    this.objects = objects;
    this.controllers = new Controllers(pods, sources);
  }

  /** A class with the Ingresses that are of it. */
  private static final class Group {
    private final String name;
    private final String controller;
    private final @Nullable ObjectRef owner;
    private final List<Ingress> ingresses = new ArrayList<>();

    private Group(String name, String controller, @Nullable ObjectRef owner) {
      this.name = name;
      this.controller = controller;
      this.owner = owner;
    }
  }

  /** Every proxy, those of Ingresses first. */
  List<Proxy> all() {
    Map<String, Group> groups = new LinkedHashMap<>();
    for (IngressClass each : objects.ingressClasses()) {
      groups.putIfAbsent(key(each), new Group(each.ref().name(), each.controller(), each.ref()));
    }
    for (Ingress ingress : objects.ingresses()) {
      group(ingress, groups).ingresses.add(ingress);
    }
    List<Proxy> found = new ArrayList<>();
    groups
        .values()
        .forEach(
            group ->
                found.add(
                    controllers.located(
                        new Proxy(
                            "class:" + group.name,
                            group.controller,
                            group.owner,
                            null,
                            group.ingresses,
                            List.of(),
                            List.of(),
                            Flags.NONE,
                            Controllers.isOutside(group.controller)))));
    withoutClass(groups, found);
    for (Gateway gateway : objects.gateways()) {
      found.add(controllers.located(of(gateway)));
    }
    return found;
  }

  /** An Ingress without a class is ignored where ingress-nginx runs and was not told otherwise. */
  private static void withoutClass(Map<String, Group> groups, List<Proxy> found) {
    Group lost = groups.get(NO_CLASS);
    for (int i = 0; lost != null && i < found.size(); i++) {
      Proxy each = found.get(i);
      if (each.isNginx() && !each.pods().isEmpty()) {
        found.set(i, each.ignoring(lost.ingresses));
        found.removeIf(other -> other.ingresses().equals(lost.ingresses));
        return;
      }
    }
  }

  private Proxy of(Gateway gateway) {
    String controller =
        objects.gatewayClasses().stream()
            .filter(each -> each.ref().name().equals(gateway.className()))
            .map(IngressClass::controller)
            .findFirst()
            .orElse("");
    return new Proxy(
        "gateway:" + gateway.ref().path(),
        controller,
        gateway.ref(),
        gateway,
        List.of(),
        List.of(),
        List.of(),
        Flags.NONE,
        Controllers.isOutside(controller));
  }

  /** A controller serves every class that names it. */
  private static String key(IngressClass each) {
    return each.controller().isEmpty() ? each.ref().name() : each.controller();
  }

  /**
   * The group of an Ingress: that of its class; else of the default class; else of an ingress-nginx
   * that takes Ingresses without a class. A class that the documents do not hold is taken to be
   * that of an ingress-nginx with this name.
   */
  private Group group(Ingress ingress, Map<String, Group> groups) {
    String name = ingress.className();
    Optional<IngressClass> written =
        objects.ingressClasses().stream()
            .filter(each -> name == null ? each.isDefault() : each.ref().name().equals(name))
            .findFirst();
    if (written.isPresent()) {
      IngressClass found = written.get();
      return groups.computeIfAbsent(
          key(found), key -> new Group(found.ref().name(), found.controller(), found.ref()));
    }
    for (Map.Entry<Pod, Flags> each : controllers.nginx()) {
      Flags flags = each.getValue();
      boolean takes =
          name == null
              ? flags.isSet("watch-ingress-without-class")
              : flags.text("ingress-class", "nginx").equals(name);
      if (takes) {
        String controller = flags.text("controller-class", Controllers.NGINX);
        return groups.computeIfAbsent(
            controller, key -> new Group(name == null ? "default" : name, controller, null));
      }
    }
    boolean isNginx = name != null && name.equals("nginx");
    String controller = isNginx ? Controllers.NGINX : "";
    String key = isNginx ? controller : name == null ? NO_CLASS : name;
    return groups.computeIfAbsent(
        key, any -> new Group(name == null ? "default" : name, controller, null));
  }
}
