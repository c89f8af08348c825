package dev.podlane.web.api;

import java.util.List;

/** Asks for edits of a copy of the first sample. */
abstract class EditTest extends ApiTest {
  static final String DEL = "ip route del 10.0.2.0/24";
  static final String POD =
      "{\"apiVersion\": \"v1\", \"kind\": \"Pod\", \"metadata\": {\"name\": \"%s\"},"
          + " \"spec\": {\"containers\": [{\"name\": \"c\", \"image\": \"i\"}]}}";

  String copyOfArticle() {
    return post("/api/samples/article", JSON, "").json().path("id").asString();
  }

  Reply edit(String id, String body, String... headers) {
    String[] all = new String[headers.length + 2];
    System.arraycopy(headers, 0, all, 2, headers.length);
    all[0] = "Content-Type";
    all[1] = JSON;
    return send("POST", "/api/clusters/" + id + "/edits", body, all);
  }

  Reply give(String id, String command) {
    return edit(id, "{\"namespace\": \"gateway\", \"commands\": [\"" + command + "\"]}");
  }

  List<String> commands(Reply reply) {
    return reply.json().path("edits").findValuesAsString("command");
  }

  Reply edits(String id) {
    return get("/api/clusters/" + id + "/edits");
  }

  Reply undo(String id, String which) {
    return send("DELETE", "/api/clusters/" + id + "/edits/" + which, null);
  }

  Reply redo(String id) {
    return send("POST", "/api/clusters/" + id + "/edits/redo", null);
  }

  String ping(String id, String query) {
    return post(
            "/api/clusters/" + id + "/traces" + query,
            JSON,
            "{\"from\": \"web-1\", \"to\": \"web-2\"}")
        .json()
        .at("/outcome/result")
        .asString();
  }
}
