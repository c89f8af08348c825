package dev.podlane.web.api;

import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Puts packets and tables back where a trace written with references names them. */
final class References {
  private References() {}

  /** The same trace as it is written with {@code packets=full}. */
  static ObjectNode resolved(JsonNode written) {
    ObjectNode trace = (ObjectNode) written.deepCopy();
    JsonNode packets = trace.remove("packets");
    JsonNode tables = trace.remove("tables");
    for (JsonNode hop : trace.get("hops")) {
      for (JsonNode step : hop.get("steps")) {
        resolve((ObjectNode) step, packets, tables);
      }
    }
    if (trace.has("onward")) {
      trace.set("onward", resolved(trace.get("onward")));
    }
    return trace;
  }

  /** All steps of a trace by their hop and index. */
  static Map<String, JsonNode> steps(JsonNode trace) {
    Map<String, JsonNode> steps = new LinkedHashMap<>();
    for (JsonNode hop : trace.get("hops")) {
      hop.get("steps")
          .forEach(step -> steps.put(hop.get("id") + "." + step.get("index").asInt(), step));
    }
    return steps;
  }

  private static void resolve(ObjectNode step, JsonNode packets, JsonNode tables) {
    for (String name : new String[] {"before", "after"}) {
      if (!step.get(name).isNull()) {
        step.set(name, packets.required(step.get(name).intValue()));
      }
    }
    if (step.has("evidence")) {
      ArrayNode evidence = step.arrayNode();
      step.get("evidence").forEach(each -> evidence.add(table(each, tables)));
      step.set("evidence", evidence);
    }
  }

  private static ObjectNode table(JsonNode found, JsonNode tables) {
    JsonNode table = tables.required(found.get("table").intValue());
    ObjectNode whole = (ObjectNode) table.deepCopy();
    ArrayNode rows = whole.putArray("rows");
    for (int i = 0; i < found.get("rows").size(); i++) {
      ObjectNode row = rows.addObject();
      row.set("cells", table.get("rows").required(i));
      row.setAll((ObjectNode) found.get("rows").get(i));
    }
    whole.set("omitted", found.get("omitted"));
    return whole;
  }
}
