package dev.podlane.cluster.http;

import dev.podlane.cluster.http.HttpDecision.Doubt;
import dev.podlane.cluster.object.KeptObject;
import dev.podlane.cluster.object.ObjectRef;
import dev.podlane.cluster.object.Source;
import dev.podlane.document.ListValue;
import dev.podlane.document.MapValue;
import dev.podlane.document.ScalarValue;
import dev.podlane.document.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds the routes of service meshes that may take a request for a Service: they are read, not
 * simulated, and only sidecars and mesh proxies heed them (rule 127).
 */
public final class MeshRoutes {
  /** Kinds that are called like the Service they are about, or name it in their spec. */
  private static final Set<String> BY_NAME =
      Set.of(
          "ServiceRouter",
          "ServiceSplitter",
          "ServiceResolver",
          "ServiceProfile",
          "MeshHTTPRoute",
          "MeshTCPRoute",
          "HTTPRoute",
          "GRPCRoute");

  private static final Set<String> SIDECARS =
      Set.of("istio-proxy", "linkerd-proxy", "kuma-sidecar", "consul-dataplane");

  private final List<KeptObject> others;
  private final List<HttpRoute> routes;
  private final Map<ObjectRef, Source> sources;

  /**
   * The mesh routes of a cluster.
   *
   * @param others objects that can change a walk and are not simulated
   */
  public MeshRoutes(List<KeptObject> others, HttpObjects objects, Map<ObjectRef, Source> sources) {
    this.others = others;
    this.routes = objects.routes();
    this.sources = sources;
  }

  /** Returns true if a container of that name is the proxy of a mesh. */
  public static boolean isSidecar(String container) {
    return SIDECARS.contains(container);
  }

  /**
   * The routes that may take a request.
   *
   * @param host the host asked for
   * @param service {@code namespace/name}; empty if no Service is asked
   * @param meshed true if the asking pod has a proxy of a mesh
   */
  public List<Doubt> of(String host, String service, boolean meshed) {
    List<String> names = names(service);
    List<Doubt> found = new ArrayList<>();
    for (KeptObject each : others) {
      Source source = sources.get(each.ref());
      MapValue spec = source == null ? null : source.value().map("spec");
      if (spec == null) {
        continue;
      }
      boolean isVirtual = each.ref().kind().equals("VirtualService");
      if (isVirtual && hosts(spec).stream().anyMatch(name -> isMeant(name, host, names))) {
        found.add(new Doubt(each.ref(), "spec.hosts"));
      } else if (BY_NAME.contains(each.ref().kind())
          && isNamed(each.ref(), spec, names)
          && !each.ref().apiVersion().startsWith(GatewayReader.GROUP)) {
        found.add(new Doubt(each.ref(), ""));
      }
    }
    for (HttpRoute route : meshed ? routes : List.<HttpRoute>of()) {
      boolean isParent =
          route.parents().stream()
              .anyMatch(
                  parent ->
                      parent.kind().equals("Service")
                          && service.equals(parent.namespace() + "/" + parent.name()));
      if (isParent) {
        found.add(new Doubt(route.ref(), "spec.parentRefs"));
      }
    }
    return found;
  }

  private static List<String> names(String service) {
    int slash = service.indexOf('/');
    if (slash < 0) {
      return List.of();
    }
    String name = service.substring(slash + 1);
    String whole = name + "." + service.substring(0, slash);
    return List.of(name, whole, whole + ".svc", whole + ".svc.cluster.local");
  }

  private static List<String> hosts(MapValue spec) {
    List<String> found = new ArrayList<>();
    if (spec.get("hosts").orElse(null) instanceof ListValue list) {
      for (Value each : list.items()) {
        if (each instanceof ScalarValue scalar) {
          found.add(scalar.text());
        }
      }
    }
    return found;
  }

  private static boolean isMeant(String name, String host, List<String> names) {
    return name.equals("*") || HostName.isOfGateway(name, host) || names.contains(name);
  }

  private static boolean isNamed(ObjectRef ref, MapValue spec, List<String> names) {
    return names.contains(ref.name())
        || names.contains(spec.text("service").orElse(""))
        || names.contains(spec.map("targetRef").text("name").orElse(""))
        || isListed(spec, "parentRefs", names)
        || isListed(spec, "to", names);
  }

  private static boolean isListed(MapValue spec, String key, List<String> names) {
    boolean found = false;
    if (spec.get(key).orElse(null) instanceof ListValue list) {
      for (Value each : list.items()) {
        if (each instanceof MapValue map) {
          String inner = map.map("targetRef").text("name").orElse("");
          found |= names.contains(map.text("name").orElse(inner));
        }
      }
    }
    return found;
  }
}
