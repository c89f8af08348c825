package dev.podlane.finding.http;

import dev.podlane.cluster.field.Spelling;
import dev.podlane.cluster.http.Gateway;
import dev.podlane.cluster.http.Gateway.Listener;
import dev.podlane.cluster.http.HttpObjects;
import dev.podlane.cluster.http.HttpRoute;
import dev.podlane.cluster.http.ListenerSet;
import dev.podlane.cluster.object.KubeNamespace;
import dev.podlane.cluster.object.ObjectRef;
import dev.podlane.finding.found.Command;
import dev.podlane.finding.found.Finding;
import dev.podlane.finding.found.Kind;
import dev.podlane.finding.found.Probing;
import dev.podlane.finding.scene.Finder;
import dev.podlane.finding.scene.Json;
import dev.podlane.finding.scene.Scene;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Finds routes that attach to no listener (rule 123), and listeners that clash. */
public final class RouteFinder implements Finder {
  private static final Set<String> KINDS = Set.of("Gateway", "ListenerSet");

  @Override
  public void find(Scene scene, Consumer<Finding> found) {
    HttpObjects http = scene.cluster().http();
    Map<HttpRoute.Parent, Gateway> gateways = new HashMap<>();
    Map<HttpRoute.Parent, Holder> holders = new HashMap<>();
    for (Gateway each : http.gateways()) {
      gateways.put(HttpRoute.Parent.of(each.ref()), each);
      holders.put(HttpRoute.Parent.of(each.ref()), Holder.of(each.ref(), each));
      listeners(scene, each, found);
    }
    for (ListenerSet each : http.listenerSets()) {
      Gateway gateway = gateways.get(each.parent().whole());
      if (gateway != null) {
        holders.put(HttpRoute.Parent.of(each.ref()), Holder.of(each.ref(), gateway));
      }
    }
    List<ObjectRef> known = holders.values().stream().map(Holder::ref).sorted().toList();
    Set<HttpRoute.Parent> sets =
        http.listenerSets().stream()
            .map(each -> HttpRoute.Parent.of(each.ref()))
            .collect(Collectors.toSet());
    for (HttpRoute route : http.routes()) {
      for (int i = 0; i < route.parents().size(); i++) {
        HttpRoute.Parent parent = route.parents().get(i);
        Holder holder = holders.get(parent.whole());
        if (holder != null && !holder.listeners().isEmpty()) {
          attached(scene, route, i, holder, found);
        } else if (holder == null
            && KINDS.contains(parent.kind())
            && !gateways.isEmpty()
            && !sets.contains(parent.whole())) {
          found.accept(noParent(scene, route, i, known, holders));
        }
      }
      BackendFinder.find(scene, route, probe(route, holders), found);
    }
  }

  /**
   * An object that routes attach to.
   *
   * @param ref the Gateway or ListenerSet
   * @param listeners its listeners that are in use
   */
  private record Holder(ObjectRef ref, List<Listener> listeners) {
    static Holder of(ObjectRef ref, Gateway gateway) {
      return new Holder(
          ref, gateway.listeners().stream().filter(each -> each.owner().equals(ref)).toList());
    }
  }

  /** A request that the first host name and a listener of a parent would take. */
  private static @Nullable Probing probe(HttpRoute route, Map<HttpRoute.Parent, Holder> holders) {
    for (HttpRoute.Parent parent : route.parents()) {
      Holder holder = holders.get(parent.whole());
      if (holder != null && !holder.listeners().isEmpty()) {
        return probe(route, holder, parent.section());
      }
    }
    return null;
  }

  private static @Nullable Probing probe(HttpRoute route, Holder holder, String section) {
    Listener listener =
        holder.listeners().stream()
            .filter(each -> each.protocol().equals("HTTP"))
            .filter(each -> section.isEmpty() || section.equals(each.name()))
            .findFirst()
            .orElse(null);
    String host =
        route.hostnames().stream()
            .filter(each -> !each.startsWith("*"))
            .filter(
                each ->
                    listener != null
                        && (listener.hostname().isEmpty() || overlap(each, listener.hostname())))
            .findFirst()
            .orElse(null);
    if (listener == null || host == null) {
      return null;
    }
    String path = route.rules().isEmpty() ? "/" : route.rules().get(0).matches().get(0).path();
    boolean plain = path.matches("[A-Za-z0-9/._~-]{0,200}");
    String port = listener.port() == 80 ? "" : ":" + listener.port();
    return Probing.url("http://" + host + port + (plain && !path.isEmpty() ? path : "/"));
  }

  private static Command describe(HttpRoute route) {
    return Command.kubectl(
        "-n %s get httproute %s -o yaml".formatted(route.ref().namespace(), route.ref().name()));
  }

  private static Finding noParent(
      Scene scene,
      HttpRoute route,
      int index,
      List<ObjectRef> known,
      Map<HttpRoute.Parent, Holder> holders) {
    HttpRoute.Parent parent = route.parents().get(index);
    String base = "spec.parentRefs[" + index + "]";
    String written = parent.namespace() + "/" + parent.name();
    List<ObjectRef> alike =
        known.stream().filter(each -> each.kind().equals(parent.kind())).toList();
    ObjectRef same =
        alike.stream().filter(each -> each.name().equals(parent.name())).findFirst().orElse(null);
    boolean elsewhere = same != null;
    List<ObjectRef> there =
        alike.stream().filter(each -> each.namespace().equals(parent.namespace())).toList();
    String near =
        Spelling.nearest(parent.name(), there.stream().map(ObjectRef::name).toList()).orElse("");
    ObjectRef meant =
        elsewhere
            ? same
            : there.stream().filter(each -> each.name().equals(near)).findFirst().orElse(null);
    String path = base + (elsewhere ? ".namespace" : ".name");
    Finding finding =
        scene.finding(
            Kind.ROUTE_PARENT,
            route.ref(),
            path,
            same == null ? near : same.path(),
            written,
            describe(route),
            parent.kind());
    Holder holder = meant == null ? null : holders.get(HttpRoute.Parent.of(meant));
    return meant == null || holder == null
        ? finding
        : finding
            .shownBy(probe(route, holder, parent.section()))
            .mendedBy(route.ref(), path, Json.of(elsewhere ? meant.namespace() : near));
  }

  private static void attached(
      Scene scene, HttpRoute route, int index, Holder holder, Consumer<Finding> found) {
    HttpRoute.Parent parent = route.parents().get(index);
    String base = "spec.parentRefs[" + index + "]";
    List<Listener> aimed =
        holder.listeners().stream().filter(each -> each.isMeant(parent)).toList();
    if (!aimed.isEmpty()) {
      admitted(scene, route, holder, aimed, found);
      return;
    }
    List<String> names = holder.listeners().stream().map(Listener::name).toList();
    boolean section = !parent.section().isEmpty() && !names.contains(parent.section());
    String near =
        section
            ? Spelling.nearest(parent.section(), names)
                .orElse(names.size() == 1 ? names.get(0) : "")
            : "";
    String path = base + (section ? ".sectionName" : ".port");
    Finding finding =
        scene.finding(
            Kind.ROUTE_SECTION,
            route.ref(),
            path,
            near,
            section ? parent.section() : "" + parent.port(),
            describe(route),
            holder.ref().toString());
    found.accept(
        near.isEmpty()
            ? finding
            : finding
                .shownBy(probe(route, holder, near))
                .mendedBy(route.ref(), path, Json.of(near)));
  }

  private static void admitted(
      Scene scene, HttpRoute route, Holder holder, List<Listener> aimed, Consumer<Finding> found) {
    String namespace = route.ref().namespace();
    KubeNamespace known = scene.namespace(namespace);
    Map<String, String> labels =
        known == null ? Map.of(KubeNamespace.NAME_LABEL, namespace) : known.labels();
    List<Listener> admitting =
        aimed.stream().filter(each -> each.admits(route.ref().kind(), namespace, labels)).toList();
    if (admitting.isEmpty()) {
      Listener first = aimed.get(0);
      String path = first.field() + ".allowedRoutes.namespaces";
      Finding finding =
          scene
              .finding(
                  Kind.ROUTE_NOT_ALLOWED,
                  holder.ref(),
                  path,
                  "All",
                  first.routes().from().text(),
                  describe(route),
                  route.ref().path(),
                  first.name(),
                  holder.ref().toString())
              .shownBy(probe(route, holder, first.name()));
      found.accept(
          first.kinds().isEmpty()
              ? finding.mendedBy(holder.ref(), path, Json.of(Json.map("from", "All")))
              : finding);
      return;
    }
    boolean met =
        route.hostnames().isEmpty()
            || admitting.stream()
                .anyMatch(
                    each ->
                        each.hostname().isEmpty()
                            || route.hostnames().stream()
                                .anyMatch(host -> overlap(host, each.hostname())));
    if (!met) {
      found.accept(
          scene
              .finding(
                  Kind.ROUTE_HOST,
                  route.ref(),
                  "spec.hostnames[0]",
                  admitting.get(0).hostname(),
                  route.hostnames().get(0),
                  describe(route),
                  holder.ref().toString())
              .shownBy(null));
    }
  }

  /** Returns true if a host can be meant by both names, each of which may be a wildcard. */
  private static boolean overlap(String one, String other) {
    boolean wildOne = one.startsWith("*.");
    boolean wildOther = other.startsWith("*.");
    String a = wildOne ? one.substring(1) : one;
    String b = wildOther ? other.substring(1) : other;
    return one.equals(other)
        || (wildOne && (wildOther ? b : "." + b).endsWith(a))
        || (wildOther && (wildOne ? a : "." + a).endsWith(b));
  }

  private static void listeners(Scene scene, Gateway gateway, Consumer<Finding> found) {
    Map<String, Listener> taken = new HashMap<>();
    for (Listener each : Holder.of(gateway.ref(), gateway).listeners()) {
      Listener other =
          taken.putIfAbsent(each.port() + " " + each.protocol() + " " + each.hostname(), each);
      if (other != null) {
        found.accept(
            scene.finding(
                Kind.GATEWAY_LISTENER,
                gateway.ref(),
                each.field() + ".port",
                "",
                "" + each.port(),
                Command.kubectl(
                    "-n %s describe gateway %s"
                        .formatted(gateway.ref().namespace(), gateway.ref().name())),
                each.name(),
                other.name()));
      }
    }
  }
}
