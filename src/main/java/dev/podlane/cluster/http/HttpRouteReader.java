package dev.podlane.cluster.http;

import dev.podlane.cluster.field.PortReader;
import dev.podlane.cluster.http.HttpMatch.Condition;
import dev.podlane.cluster.http.HttpMatch.PathType;
import dev.podlane.cluster.object.ObjectRef;
import dev.podlane.document.Fields;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Reads HTTPRoutes, and where routes of other kinds attach. An unreadable field is absent. */
public final class HttpRouteReader {
  private HttpRouteReader() {}

  /** An HTTPRoute, or the parents and host names of a route of another kind. */
  public static HttpRoute route(ObjectRef ref, Fields fields) {
    Fields spec = fields.mapOrEmpty("spec");
    HttpChecks.route(spec, ref.kind());
    List<HttpRoute.Parent> parents = new ArrayList<>();
    for (Fields each : spec.maps("parentRefs")) {
      parents.add(parent(ref, each));
    }
    List<String> hostnames =
        spec.texts("hostnames").stream().map(name -> name.toLowerCase(Locale.ROOT)).toList();
    List<HttpRoute.Rule> rules = new ArrayList<>();
    if (ref.kind().equals("HTTPRoute")) {
      List<Fields> all = spec.maps("rules");
      for (int i = 0; i < all.size(); i++) {
        rules.add(rule(ref, all.get(i), "spec.rules[" + i + "]"));
      }
    }
    String created = IngressReader.created(fields);
    return new HttpRoute(ref, fields.place(), created, parents, hostnames, rules);
  }

  static HttpRoute.Parent parent(ObjectRef ref, Fields fields) {
    String group = fields.text("group").orElse(GatewayReader.GROUP);
    String kind = fields.text("kind").orElse("Gateway");
    boolean known = group.equals(GatewayReader.GROUP) || group.isEmpty();
    return new HttpRoute.Parent(
        known ? kind : kind + "." + group,
        fields.text("namespace").orElse(ref.namespace()),
        fields.text("name").orElse(""),
        fields.text("sectionName").orElse(""),
        fields.has("port") ? Math.max(0, PortReader.optional(fields, "port")) : 0);
  }

  private static HttpRoute.Rule rule(ObjectRef ref, Fields fields, String field) {
    List<HttpMatch> matches = new ArrayList<>();
    for (Fields each : fields.maps("matches")) {
      matches.add(match(each));
    }
    List<HttpRoute.Backend> backends = new ArrayList<>();
    List<Fields> refs = fields.maps("backendRefs");
    for (int i = 0; i < refs.size(); i++) {
      backends.add(backend(ref, refs.get(i), field + ".backendRefs[" + i + "]"));
    }
    return new HttpRoute.Rule(
        matches.isEmpty() ? List.of(HttpMatch.EVERYTHING) : matches,
        filters(fields, field),
        backends,
        Patience.read(ref, fields, field),
        field);
  }

  private static HttpMatch match(Fields fields) {
    Fields path = fields.mapOrEmpty("path");
    String type = path.text("type").orElse("PathPrefix");
    PathType pathType =
        switch (type) {
          case "Exact" -> PathType.EXACT;
          case "RegularExpression" -> PathType.REGULAR_EXPRESSION;
          case "PathPrefix" -> PathType.PREFIX;
          default -> {
            path.error("type", "gateway.match-type", type);
            yield PathType.PREFIX;
          }
        };
    return new HttpMatch(
        pathType,
        path.text("value").orElse("/"),
        conditions(fields, "headers", true),
        conditions(fields, "queryParams", false),
        fields.text("method").orElse(""));
  }

  private static List<Condition> conditions(Fields fields, String key, boolean lower) {
    List<Condition> found = new ArrayList<>();
    for (Fields each : fields.maps(key)) {
      String name = each.text("name").orElse("");
      String value = each.text("value").orElse("");
      boolean pattern = each.text("type").orElse("Exact").equals("RegularExpression");
      String known = lower ? name.toLowerCase(Locale.ROOT) : name;
      // of equal names only the first counts (HTTPHeaderMatch, HTTPQueryParamMatch)
      if (found.stream().noneMatch(other -> other.name().equals(known))) {
        found.add(new Condition(known, value, pattern));
      }
    }
    return found;
  }

  private static HttpRoute.Backend backend(ObjectRef ref, Fields fields, String field) {
    String group = fields.text("group").orElse("");
    String kind = fields.text("kind").orElse("Service");
    HttpChecks.backendRef(fields, group.isEmpty() ? kind : "");
    int weight = fields.has("weight") ? Math.max(0, fields.integer("weight").orElse(1)) : 1;
    return new HttpRoute.Backend(
        group.isEmpty() ? kind : kind + "." + group,
        fields.text("namespace").orElse(ref.namespace()),
        fields.text("name").orElse(""),
        fields.has("port") ? Math.max(0, PortReader.optional(fields, "port")) : 0,
        weight,
        deciding(fields, field));
  }

  private static List<String> deciding(Fields fields, String field) {
    List<String> found = new ArrayList<>();
    List<RouteFilter> all = filters(fields, field);
    for (int i = 0; i < all.size(); i++) {
      RouteFilter each = all.get(i);
      if (!(each instanceof RouteFilter.Harmless) && !(each instanceof RouteFilter.Cors)) {
        found.add(field + ".filters[" + i + "]");
      }
    }
    return found;
  }

  private static List<RouteFilter> filters(Fields fields, String field) {
    List<RouteFilter> found = new ArrayList<>();
    List<Fields> all = fields.maps("filters");
    for (int i = 0; i < all.size(); i++) {
      found.add(filter(all.get(i), field + ".filters[" + i + "]"));
    }
    return found;
  }

  private static RouteFilter filter(Fields fields, String field) {
    String type = fields.text("type").orElse("");
    return switch (type) {
      case "RequestRedirect" -> redirect(fields.mapOrEmpty("requestRedirect"));
      case "URLRewrite" -> {
        Fields rewrite = fields.mapOrEmpty("urlRewrite");
        yield new RouteFilter.Rewrite(rewrite.text("hostname").orElse(""), change(rewrite));
      }
      case "RequestHeaderModifier", "ResponseHeaderModifier", "RequestMirror" ->
          new RouteFilter.Harmless(type);
      case "CORS" -> new RouteFilter.Cors(field);
      default -> new RouteFilter.Other(type, field);
    };
  }

  private static RouteFilter redirect(Fields fields) {
    return new RouteFilter.Redirect(
        fields.text("scheme").orElse("").toLowerCase(Locale.ROOT),
        fields.text("hostname").orElse(""),
        fields.has("port") ? Math.max(0, PortReader.optional(fields, "port")) : 0,
        change(fields),
        fields.has("statusCode") ? fields.integer("statusCode").orElse(302) : 302);
  }

  private static RouteFilter.PathChange change(Fields fields) {
    Fields path = fields.mapOrEmpty("path");
    return switch (path.text("type").orElse("")) {
      case "ReplaceFullPath" ->
          new RouteFilter.PathChange.Whole(path.text("replaceFullPath").orElse("/"));
      case "ReplacePrefixMatch" ->
          new RouteFilter.PathChange.Prefix(path.text("replacePrefixMatch").orElse("/"));
      default -> new RouteFilter.PathChange.Kept();
    };
  }
}
