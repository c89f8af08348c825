package dev.podlane.answer.sentence;

import dev.podlane.net.route.Route;
import dev.podlane.net.route.RouteDecision;
import dev.podlane.net.route.RouteQuery;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The result of a route lookup, as fields and as the variant of its sentence. */
final class RouteWords {
  private RouteWords() {}

  static Map<String, Object> fields(RouteDecision decision) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("decision", variant(decision));
    if (decision instanceof RouteDecision.Unicast unicast) {
      row(fields, unicast.table().name(), unicast.row());
      fields.put("outDevice", unicast.device());
      fields.put("nextHop", unicast.nextHop().toString());
    } else if (decision instanceof RouteDecision.Local local) {
      row(fields, local.table().name(), local.row());
    } else if (decision instanceof RouteDecision.Broadcast broadcast) {
      row(fields, broadcast.table().name(), broadcast.row());
    } else if (decision instanceof RouteDecision.Refused refused) {
      row(fields, refused.table().name(), refused.row());
    } else if (decision instanceof RouteDecision.RefusedByRule refused) {
      fields.put("rule", refused.rule().priority());
    }
    return fields;
  }

  /** Returns the fields of the packet that the lookup used. */
  static Map<String, Object> fields(RouteQuery query) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("destination", query.destination().toString());
    put(fields, "source", query.source());
    put(fields, "inDevice", query.in());
    if (query.mark() != 0) {
      fields.put("mark", "0x" + Integer.toHexString(query.mark()));
    }
    return fields;
  }

  private static void put(Map<String, Object> fields, String key, @Nullable Object value) {
    if (value != null) {
      fields.put(key, value.toString());
    }
  }

  private static void row(Map<String, Object> fields, String table, Route row) {
    fields.put("table", table);
    fields.put("matched", row.destination().toString());
  }

  /** The end of the message key: how it was decided. */
  static String variant(RouteDecision decision) {
    if (decision instanceof RouteDecision.Unicast unicast) {
      boolean onLink = unicast.row().gateway() == null;
      return onLink ? "onlink" : unicast.row().destination().length() == 0 ? "default" : "via";
    }
    if (decision instanceof RouteDecision.Refused refused) {
      return refused.row().type().text();
    }
    if (decision instanceof RouteDecision.RefusedByRule refused) {
      return "rule_" + refused.type().text();
    }
    if (decision instanceof RouteDecision.Local) {
      return "local";
    }
    return decision instanceof RouteDecision.Broadcast ? "broadcast" : "none";
  }

  /** Arguments: matched prefix, device, next hop, table, rule; empty where there is none. */
  static List<String> args(RouteDecision decision) {
    Map<String, Object> fields = fields(decision);
    return List.of(
        text(fields, "matched"),
        text(fields, "outDevice"),
        text(fields, "nextHop"),
        text(fields, "table"),
        text(fields, "rule"));
  }

  private static String text(Map<String, Object> fields, String key) {
    return fields.getOrDefault(key, "").toString();
  }
}
