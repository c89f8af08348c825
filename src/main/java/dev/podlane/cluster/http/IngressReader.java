package dev.podlane.cluster.http;

import dev.podlane.cluster.field.AddressReader;
import dev.podlane.cluster.field.PortReader;
import dev.podlane.cluster.http.Ingress.Backend;
import dev.podlane.cluster.http.Ingress.PathType;
import dev.podlane.cluster.object.ObjectRef;
import dev.podlane.document.Fields;
import dev.podlane.document.MapValue;
import dev.podlane.net.addr.Ip;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Reads Ingresses and their classes, of the old API groups too. An unreadable field is absent. */
public final class IngressReader {
  private static final String OLD_CLASS = "kubernetes.io/ingress.class";
  private static final String DEFAULT_CLASS = "ingressclass.kubernetes.io/is-default-class";
  private static final String NGINX = "nginx.ingress.kubernetes.io/";

  private IngressReader() {}

  /** An IngressClass. */
  public static IngressClass ingressClass(ObjectRef ref, Fields fields) {
    boolean isDefault = annotation(fields, DEFAULT_CLASS).equals("true");
    String controller = fields.mapOrEmpty("spec").text("controller").orElse("");
    return new IngressClass(ref, controller, isDefault);
  }

  /** A GatewayClass. */
  public static IngressClass gatewayClass(ObjectRef ref, Fields fields) {
    String controller = fields.mapOrEmpty("spec").text("controllerName").orElse("");
    return new IngressClass(ref, controller, false);
  }

  /** An Ingress. */
  public static Ingress ingress(ObjectRef ref, Fields fields) {
    Fields spec = fields.mapOrEmpty("spec");
    String old = annotation(fields, OLD_CLASS);
    String written = spec.text("ingressClassName").orElse(old);
    String version = fields.text("apiVersion").orElse("");
    boolean isOld = version.endsWith("beta1");
    if (isOld) {
      fields.info("apiVersion", "ingress.old-version", version);
    }
    // the backend of the whole was called "backend" up to networking.k8s.io/v1beta1
    String key = spec.has("defaultBackend") ? "defaultBackend" : "backend";
    return new Ingress(
        ref,
        fields.place(),
        created(fields),
        written.isEmpty() ? null : written,
        spec.has(key) ? spec.map(key).map(each -> backend(each, isOld)).orElse(null) : null,
        rules(spec, isOld),
        tls(spec),
        nginx(fields),
        addresses(fields));
  }

  /** The time of creation; empty if the object was never applied. */
  static String created(Fields fields) {
    return fields.value().map("metadata").text("creationTimestamp").orElse("");
  }

  private static String annotation(Fields fields, String name) {
    return fields.value().map("metadata").map("annotations").text(name).orElse("");
  }

  private static Map<String, String> nginx(Fields fields) {
    MapValue all = fields.value().map("metadata").map("annotations");
    TreeMap<String, String> found = new TreeMap<>();
    for (String name : all.entries().keySet()) {
      if (name.startsWith(NGINX)) {
        found.put(name.substring(NGINX.length()), all.text(name).orElse(""));
      }
    }
    return found;
  }

  private static List<Ip> addresses(Fields fields) {
    List<Ip> found = new ArrayList<>();
    Fields status = fields.mapOrEmpty("status").mapOrEmpty("loadBalancer");
    for (Fields each : status.maps("ingress")) {
      each.text("ip").flatMap(text -> AddressReader.anyIp(each, "ip", text)).ifPresent(found::add);
    }
    return found;
  }

  private static List<Ingress.Tls> tls(Fields spec) {
    List<Ingress.Tls> found = new ArrayList<>();
    for (Fields each : spec.maps("tls")) {
      found.add(new Ingress.Tls(each.texts("hosts"), each.text("secretName").orElse("")));
    }
    return found;
  }

  private static List<Ingress.Rule> rules(Fields spec, boolean isOld) {
    List<Ingress.Rule> found = new ArrayList<>();
    List<Fields> all = spec.maps("rules");
    for (int i = 0; i < all.size(); i++) {
      List<Ingress.Path> paths = new ArrayList<>();
      List<Fields> written = all.get(i).mapOrEmpty("http").maps("paths");
      for (int j = 0; j < written.size(); j++) {
        paths.add(path(written.get(j), "spec.rules[" + i + "].http.paths[" + j + "]", isOld));
      }
      HttpChecks.host(all.get(i), "host");
      found.add(new Ingress.Rule(all.get(i).text("host").orElse(""), paths));
    }
    return found;
  }

  private static Ingress.Path path(Fields fields, String field, boolean isOld) {
    String path = fields.text("path").filter(text -> !text.isEmpty()).orElse("/");
    HttpChecks.path(fields, path, isOld);
    Fields backend = fields.mapOrEmpty("backend");
    return new Ingress.Path(path, pathType(fields), backend(backend, isOld), field);
  }

  private static PathType pathType(Fields fields) {
    String text = fields.text("pathType").orElse("ImplementationSpecific");
    return switch (text) {
      case "Exact" -> PathType.EXACT;
      case "Prefix" -> PathType.PREFIX;
      case "ImplementationSpecific" -> PathType.IMPLEMENTATION_SPECIFIC;
      default -> {
        fields.error("pathType", "ingress.path-type", text);
        yield PathType.IMPLEMENTATION_SPECIFIC;
      }
    };
  }

  private static Backend backend(Fields fields, boolean isOld) {
    if (fields.has("serviceName") || fields.has("servicePort")) {
      if (!isOld) {
        fields.error("serviceName", "ingress.old-backend");
      }
      return backend(fields, fields.text("serviceName").orElse(""), "servicePort");
    }
    Fields service = fields.mapOrEmpty("service");
    String name = service.text("name").orElse("");
    Fields port = service.mapOrEmpty("port");
    HttpChecks.backend(fields, service, port);
    if (port.has("name")) {
      return new Backend(name, 0, port.text("name").orElse(""));
    }
    return new Backend(name, port.has("number") ? number(port) : 0, "");
  }

  private static Backend backend(Fields fields, String name, String key) {
    PortReader.NumberOrName port = PortReader.numberOrName(fields, key);
    return new Backend(name, port.number(), port.name());
  }

  private static int number(Fields port) {
    return Math.max(0, PortReader.optional(port, "number"));
  }
}
