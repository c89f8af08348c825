package dev.podlane.cluster.field;

import dev.podlane.cluster.object.GatewayRoute;
import dev.podlane.document.Fields;
import dev.podlane.document.ListValue;
import dev.podlane.document.MapValue;
import dev.podlane.document.Place;
import dev.podlane.document.Problem;
import dev.podlane.document.ScalarValue;
import dev.podlane.document.Value;
import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Prefix;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads lists of routes, such as {@code gatewayRoutes}: items are mappings ({@code destination,
 * via, metric, type}) or texts as {@code ip route add} takes them: {@code [TYPE] DESTINATION [via
 * ADDRESS] [metric NUMBER]}.
 */
public final class GatewayRouteReader {
  private static final int MOST = 10_000;

  private GatewayRouteReader() {}

  /** The routes of a list field; broken ones are reported and left out. */
  public static List<GatewayRoute> routes(Fields spec, String field) {
    List<GatewayRoute> routes = new ArrayList<>();
    List<Value> items = spec.list(field);
    if (items.size() > MOST) {
      spec.error(field, "limit.routes", "" + items.size(), "" + MOST);
    }
    for (int i = 0; i < Math.min(items.size(), MOST); i++) {
      GatewayRoute route = route(spec, field + "[" + i + "]", items.get(i));
      if (route != null) {
        routes.add(route);
      }
    }
    return routes;
  }

  private static @Nullable GatewayRoute route(Fields spec, String key, Value item) {
    Place list = spec.place(key);
    Place place = new Place(list.file(), list.document(), item.line(), list.path());
    if (item instanceof MapValue map) {
      return route(Fields.of(place, map, spec.problems()), place);
    }
    if (item instanceof ScalarValue scalar && scalar.type() == ScalarValue.Type.TEXT) {
      return words(Fields.of(place, emptyMap(scalar), spec.problems()), place, scalar.text());
    }
    String found = item instanceof ListValue ? "[…]" : "null";
    spec.problems().accept(Problem.error(place, "route.invalid", found));
    return null;
  }

  private static MapValue emptyMap(ScalarValue scalar) {
    return new MapValue(scalar.line(), new TreeMap<>(), List.of());
  }

  private static @Nullable GatewayRoute words(Fields fields, Place place, String text) {
    TreeMap<String, Value> parts = new TreeMap<>();
    Iterator<String> words = List.of(text.strip().split("\\s+")).iterator();
    String word = words.next();
    if (type(word) != null && words.hasNext()) {
      parts.put("type", text(place, word));
      word = words.next();
    }
    parts.put("destination", text(place, word));
    while (words.hasNext()) {
      String option = words.next();
      boolean known = option.equals("via") || option.equals("metric");
      if (!known || !words.hasNext() || parts.containsKey(option)) {
        fields.error("", "route.invalid", text);
        return null;
      }
      ScalarValue.Type type =
          option.equals("metric") ? ScalarValue.Type.INTEGER : ScalarValue.Type.TEXT;
      String value = words.next();
      if (option.equals("metric") && !value.matches("[0-9]{1,10}")) {
        fields.error("", "route.invalid", text);
        return null;
      }
      parts.put(option, new ScalarValue(place.line(), type, value));
    }
    MapValue map = new MapValue(place.line(), parts, List.of());
    return route(Fields.of(place, map, fields.problems()), place);
  }

  private static ScalarValue text(Place place, String text) {
    return new ScalarValue(place.line(), ScalarValue.Type.TEXT, text);
  }

  private static @Nullable GatewayRoute route(Fields fields, Place place) {
    String typeName = fields.text("type").orElse("unicast");
    GatewayRoute.Type type = type(typeName);
    if (type == null) {
      fields.error("type", "route.type", typeName);
      return null;
    }
    String written = fields.text("destination").or(() -> fields.text("to")).orElse("");
    Prefix destination = destination(fields, written);
    int metric = fields.integer("metric").orElse(0);
    if (metric < 0) {
      fields.error("metric", "field.range", "metric", "" + metric, "0", "" + Integer.MAX_VALUE);
      return null;
    }
    Ip via = AddressReader.ip(fields, "via");
    if (destination == null) {
      return null;
    }
    if ((type == GatewayRoute.Type.UNICAST) != (via != null)) {
      String code = via == null ? "route.no-via" : "route.via-refusing";
      fields.error("via", code, "" + destination, type.text());
      return null;
    }
    return new GatewayRoute(type, destination, via, metric, place);
  }

  private static @Nullable Prefix destination(Fields fields, String written) {
    if (written.isEmpty()) {
      fields.error("destination", "field.missing", "destination");
      return null;
    }
    if (written.equals("default")) {
      return Prefix.DEFAULT_V4;
    }
    Prefix prefix = Prefix.tryParse(written).orElse(null);
    if (prefix == null || !prefix.network().isV4()) {
      fields.error("destination", "route.destination", written);
      return null;
    }
    return prefix;
  }

  private static GatewayRoute.@Nullable Type type(String word) {
    for (GatewayRoute.Type type : GatewayRoute.Type.values()) {
      if (type.text().equals(word.toLowerCase(Locale.ROOT))) {
        return type;
      }
    }
    return null;
  }
}
