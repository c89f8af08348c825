package dev.podlane.web.api;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Every operation of the interface, classified by what it does with a cluster that has an owner.
 */
final class Operations {
  static final String EDIT =
      "{\"namespace\": \"gateway\", \"commands\": [\"ip route del 10.0.2.0/24\"]}";
  static final String PROBE =
      "{\"from\": \"web-1\", \"to\": \"10.0.2.2\", \"protocol\": \"tcp\", \"port\": 80}";
  static final String STREAM = PROBE.replace("{", "{\"start\": 0, \"until\": 1, \"every\": 1, ");

  /** The effect of an operation. */
  enum Kind {
    /** Tells the visitor's own clusters. */
    LISTS,
    /** Makes a cluster of the visitor's. */
    MAKES,
    /** Changes a cluster; the editable link allows it. */
    EDITS,
    /** Changes what only an owner may. */
    OWNS,
    /** Reads a cluster, which its id allows. */
    READS,
    /** Is about no cluster that somebody has. */
    GENERAL,
    /** Is about an import; has a test of its own. */
    IMPORT,
    /**
     * Is about a class, which has keys of its own; tested in RoomsApiTest, and here where it makes
     * clusters.
     */
    ROOM
  }

  /**
   * A call.
   *
   * @param path with the cluster's id as {id}
   * @param body JSON, or documents if it does not begin with a brace; empty for none
   */
  record Call(Kind kind, String path, String body) {}

  private static Call call(Kind kind, String path) {
    return new Call(kind, path, "");
  }

  /** Every operation, as OpenAPI names it, with a call of it. */
  static Map<String, Call> all() {
    Map<String, Call> all = new TreeMap<>();
    all.put("GET /api/clusters", call(Kind.LISTS, "/api/clusters"));
    all.put("GET /api/space", call(Kind.LISTS, "/api/space"));

    all.put("POST /api/clusters", new Call(Kind.MAKES, "/api/clusters", documents()));
    all.put(
        "POST /api/parcels",
        new Call(
            Kind.MAKES,
            "/api/parcels",
            "{\"documents\": \"kind: Namespace\\napiVersion: v1\\nmetadata: {name: a}\"}"));
    all.put("POST /api/samples/{name}", call(Kind.MAKES, "/api/samples/article"));
    all.put("POST /api/lessons/{id}/start", call(Kind.MAKES, "/api/lessons/gateway/start"));
    all.put("POST /api/challenges/{id}/start", call(Kind.MAKES, "/api/challenges/no-row/start"));
    all.put(
        "POST /api/clusters/{id}/fork",
        new Call(Kind.MAKES, "/api/clusters/{id}/fork", "{\"moment\": 0}"));

    all.put(
        "POST /api/clusters/{id}/challenges",
        new Call(Kind.MAKES, "/api/clusters/{id}/challenges", "{\"finding\": 1}"));

    all.put(
        "PUT /api/clusters/{id}", new Call(Kind.EDITS, "/api/clusters/{id}?name=x", documents()));
    all.put(
        "POST /api/clusters/{id}/edits", new Call(Kind.EDITS, "/api/clusters/{id}/edits", EDIT));
    all.put(
        "DELETE /api/clusters/{id}/edits/{which}",
        call(Kind.EDITS, "/api/clusters/{id}/edits/last"));
    all.put(
        "POST /api/clusters/{id}/edits/redo", call(Kind.EDITS, "/api/clusters/{id}/edits/redo"));
    all.put(
        "POST /api/clusters/{id}/console",
        new Call(
            Kind.EDITS,
            "/api/clusters/{id}/console",
            "{\"namespace\": \"node-1\", \"command\": \"ip link set eth0 down\"}"));
    all.put(
        "POST /api/clusters/{id}/timeline",
        new Call(
            Kind.EDITS,
            "/api/clusters/{id}/timeline",
            "{\"event\": {\"type\": \"cordon\", \"node\": \"node-1\"}, \"at\": 1}"));

    all.put("DELETE /api/clusters/{id}", call(Kind.OWNS, "/api/clusters/{id}"));
    all.put(
        "PUT /api/clusters/{id}/sharing",
        new Call(Kind.OWNS, "/api/clusters/{id}/sharing", "{\"named\": true}"));
    all.put(
        "POST /api/clusters/{id}/sharing/edit-link",
        call(Kind.OWNS, "/api/clusters/{id}/sharing/edit-link"));
    all.put(
        "DELETE /api/clusters/{id}/sharing/edit-link",
        call(Kind.OWNS, "/api/clusters/{id}/sharing/edit-link"));

    for (String path :
        List.of(
            "",
            "/sharing",
            "/parcel",
            "/manifests",
            "/edits",
            "/topology",
            "/namespaces",
            "/linux-network",
            "/lab.sh",
            "/findings",
            "/expectations",
            "/policies",
            "/reachability",
            "/timeline")) {
      String query = path.equals("/namespaces") ? "?name=gateway" : "";
      all.put(
          "GET /api/clusters/{id}" + path, call(Kind.READS, "/api/clusters/{id}" + path + query));
    }
    read(all, "search", "search?q=web");
    read(all, "services/{namespace}/{name}", "services/default/shop");
    read(all, "policies/{namespace}/{name}", "policies/default/none");
    read(all, "pods/{namespace}/{pod}/resolv.conf", "pods/default/web-1/resolv.conf");
    read(all, "pods/{namespace}/{pod}/policies", "pods/default/web-1/policies");
    read(all, "pods/{namespace}/{pod}/placement", "pods/default/web-1/placement");
    read(all, "namespaces/{name}", "namespaces/node-1");
    read(all, "namespaces/{namespace}/{pod}", "namespaces/default/web-1");
    all.put(
        "GET /api/lessons/{id}/checks",
        call(Kind.READS, "/api/lessons/gateway/checks?cluster={id}&page=8"));
    all.put(
        "GET /api/challenges/{id}/checks",
        call(Kind.READS, "/api/challenges/no-row/checks?cluster={id}"));
    ask(all, "traces", PROBE);
    ask(all, "traces.pcapng", PROBE);
    ask(all, "captures.zip", PROBE);
    ask(all, "why", PROBE);
    ask(all, "questions", PROBE);
    all.put(
        "POST /api/clusters/{id}/questions/answers",
        new Call(Kind.READS, "/api/clusters/{id}/questions/answers?question=q1&choice=1", PROBE));
    ask(all, "dns", "{\"from\": \"web-1\", \"name\": \"shop\"}");
    ask(all, "state", "{\"namespace\": \"node-1\", \"of\": \"ip-route\"}");
    ask(all, "reachability", "{\"probes\": [" + PROBE + "]}");
    ask(all, "timeline/traffic", STREAM);
    all.put(
        "POST /api/clusters/{id}/timeline/traffic/traces",
        new Call(Kind.READS, "/api/clusters/{id}/timeline/traffic/traces?probe=0", STREAM));
    all.put(
        "POST /api/diff",
        new Call(
            Kind.READS,
            "/api/diff",
            "{\"before\": {\"cluster\": \"{id}\"}, \"after\": {\"cluster\": \"article\"}}"));

    all.put("GET /api/samples", call(Kind.GENERAL, "/api/samples"));
    all.put("GET /api/messages", call(Kind.GENERAL, "/api/messages"));
    all.put("GET /api/lessons", call(Kind.GENERAL, "/api/lessons"));
    all.put("GET /api/lessons/{id}", call(Kind.GENERAL, "/api/lessons/gateway"));
    all.put(
        "POST /api/lessons/{id}/answers",
        new Call(
            Kind.GENERAL,
            "/api/lessons/gateway/answers",
            "{\"question\": \"next\", \"choice\": 2}"));
    for (String operation :
        List.of(
            "GET /api/lessons/{id}/answers",
            "POST /api/lessons/{id}/sorted",
            "GET /api/exams",
            "GET /api/exams/{id}/{form}",
            "POST /api/exams/{id}/{form}/answers")) {
      all.put(operation, call(Kind.GENERAL, ""));
    }
    all.put("GET /api/challenges", call(Kind.GENERAL, "/api/challenges"));
    all.put("GET /api/challenges/{id}", call(Kind.GENERAL, "/api/challenges/no-row"));

    for (String operation :
        List.of(
            "POST /api/rooms",
            "GET /api/rooms/{code}",
            "DELETE /api/rooms/{code}",
            "POST /api/rooms/{code}/members",
            "POST /api/rooms/{code}/acts",
            "GET /api/rooms/{code}/events",
            "GET /api/rooms/{code}/qr.svg",
            "GET /api/rooms/{code}/results.csv",
            "POST /api/rooms/{code}/clusters",
            "POST /api/rooms/{code}/checks")) {
      all.put(operation, call(Kind.ROOM, ""));
    }

    all.put("GET /api/clusters/imports/{id}", call(Kind.IMPORT, ""));
    all.put("DELETE /api/clusters/imports/{id}", call(Kind.IMPORT, ""));
    return all;
  }

  private static void read(Map<String, Call> all, String name, String path) {
    all.put("GET /api/clusters/{id}/" + name, call(Kind.READS, "/api/clusters/{id}/" + path));
  }

  private static void ask(Map<String, Call> all, String name, String body) {
    all.put(
        "POST /api/clusters/{id}/" + name,
        new Call(Kind.READS, "/api/clusters/{id}/" + name, body));
  }

  /** The article's cluster, with a Service that selects nothing. */
  static String documents() {
    return ApiTest.resource("/samples/article.yaml")
        + """
        ---
        apiVersion: v1
        kind: Service
        metadata: {name: shop, namespace: default}
        spec: {selector: {app: wep}, ports: [{port: 80}]}
        """;
  }

  private Operations() {}
}
