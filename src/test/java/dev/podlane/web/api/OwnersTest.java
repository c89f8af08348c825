package dev.podlane.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;

/**
 * Every operation of the interface, tried on a cluster by a second visitor with another key, by one
 * with none, and by one who has only the editable link: nothing of one visitor can be listed,
 * changed or removed by another. An operation that is not classified here fails the test.
 */
class OwnersTest extends PublicTest {
  private static final String MINE = key("mine");
  private static final String THEIRS = key("theirs");

  private Reply sent(String operation, String id, Operations.Call call, String... headers) {
    String body = call.body().replace("{id}", id);
    List<String> all = new ArrayList<>(List.of(headers));
    if (!body.isEmpty()) {
      all.addAll(List.of("Content-Type", body.startsWith("{") ? JSON : YAML));
    }
    return send(
        operation.substring(0, operation.indexOf(' ')),
        call.path().replace("{id}", id),
        body.isEmpty() ? null : body,
        all.toArray(String[]::new));
  }

  /** Everything that is kept of a cluster, as its owner reads it. */
  private List<String> kept(String id) {
    List<String> kept = new ArrayList<>();
    for (String path : List.of("/manifests", "/edits", "/sharing", "")) {
      Reply reply = send("GET", "/api/clusters/" + id + path, null, KEY, MINE);
      kept.add(reply.status() + " " + reply.header("ETag") + " " + reply.raw().body());
    }
    return kept;
  }

  @Test
  void everyOperationIsClassified() {
    List<String> operations = new ArrayList<>();
    JsonNode paths = get("/v3/api-docs").json().path("paths");
    for (String path : paths.propertyNames()) {
      for (String method : paths.path(path).propertyNames()) {
        operations.add(method.toUpperCase(Locale.ROOT) + " " + path);
      }
    }
    assertThat(operations).containsExactlyInAnyOrderElementsOf(Operations.all().keySet());
  }

  private Stream<DynamicTest> each(Operations.Kind kind, BiConsumer<String, Operations.Call> test) {
    return Operations.all().entrySet().stream()
        .filter(entry -> entry.getValue().kind() == kind)
        .map(
            entry ->
                DynamicTest.dynamicTest(
                    entry.getKey(),
                    () -> {
                      clock.pass(Duration.ofMinutes(1));
                      test.accept(entry.getKey(), entry.getValue());
                    }));
  }

  @TestFactory
  Stream<DynamicTest> aClusterIsEditedByItsOwnerAndByTheEditableLinkAlone() {
    return each(
        Operations.Kind.EDITS,
        (operation, call) -> {
          String id = mine(MINE);
          String other = token(MINE, mine(MINE));
          List<String> before = kept(id);

          refused(sent(operation, id, call));
          refused(sent(operation, id, call, KEY, THEIRS));
          refused(sent(operation, id, call, KEY, THEIRS, TOKEN, other));
          refused(sent(operation, id, call, KEY, "too short"));
          assertThat(kept(id)).isEqualTo(before);

          assertThat(sent(operation, id, call, TOKEN, token(MINE, id)).status()).isEqualTo(200);
          assertThat(kept(id)).isNotEqualTo(before);
          String second = mine(MINE);
          List<String> fresh = kept(second);
          assertThat(sent(operation, second, call, KEY, MINE).status()).isEqualTo(200);
          assertThat(kept(second)).isNotEqualTo(fresh);
        });
  }

  @TestFactory
  Stream<DynamicTest> onlyTheOwnerDeletesAndShares() {
    return each(
        Operations.Kind.OWNS,
        (operation, call) -> {
          String id = mine(MINE);
          String token = token(MINE, id);
          List<String> before = kept(id);

          refused(sent(operation, id, call));
          refused(sent(operation, id, call, KEY, THEIRS));
          refused(sent(operation, id, call, KEY, THEIRS, TOKEN, token));
          assertThat(kept(id)).isEqualTo(before);

          assertThat(sent(operation, id, call, KEY, MINE).status()).isBetween(200, 204);
          assertThat(send("DELETE", "/api/clusters/" + id + "/edits/last", null, TOKEN, token))
              .matches(reply -> (reply.status() == 200) == operation.startsWith("PUT"));
        });
  }

  @TestFactory
  Stream<DynamicTest> whoHasTheIdReads() {
    String id = mine(MINE);
    String kept = String.join("", kept(id));
    return each(
        Operations.Kind.READS,
        (operation, call) -> {
          Reply mine = sent(operation, id, call, KEY, MINE);
          if (!call.path().contains("none") && !call.path().contains("shop")) {
            assertThat(mine.status()).as(mine.raw().body()).isEqualTo(200);
          }
          for (Reply other :
              List.of(sent(operation, id, call), sent(operation, id, call, KEY, THEIRS))) {
            assertThat(other.status()).isEqualTo(mine.status());
            assertThat(other.raw().body().length() > 0).isTrue();
          }
          assertThat(String.join("", kept(id))).isEqualTo(kept);
        });
  }

  @TestFactory
  Stream<DynamicTest> listsTellNothingOfOthers() {
    String id = mine(MINE);
    return each(
        Operations.Kind.LISTS,
        (operation, call) -> {
          String mine = sent(operation, id, call, KEY, MINE).raw().body();
          String theirs = sent(operation, id, call, KEY, key("nobody")).raw().body();
          String nobodys = sent(operation, id, call).raw().body();

          assertThat(mine).isNotEqualTo(theirs);
          assertThat(theirs).doesNotContain(id, "Shop").isEqualTo(nobodys);
          if (operation.endsWith("clusters")) {
            assertThat(mine).contains(id);
          }
        });
  }

  @TestFactory
  Stream<DynamicTest> whatIsMadeIsItsMakers() {
    return each(
        Operations.Kind.MAKES,
        (operation, call) -> {
          String id = mine(MINE);
          String before = String.join("", kept(id));
          refused(sent(operation, id, call));
          refused(sent(operation, id, call, KEY, "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"));

          Reply made = sent(operation, id, call, KEY, THEIRS);

          assertThat(made.status()).as(made.raw().body()).isEqualTo(201);
          String theirs = made.header("Location").replaceAll(".*/", "");
          assertThat(theirs).matches("c-[a-z0-9]{26}");
          assertThat(listed(THEIRS)).contains(theirs).doesNotContain(id);
          assertThat(listed(MINE)).contains(id).doesNotContain(theirs);
          refused(send("DELETE", "/api/clusters/" + theirs, null, KEY, MINE));
          assertThat(send("DELETE", "/api/clusters/" + theirs, null, KEY, THEIRS).status())
              .isEqualTo(204);
          assertThat(String.join("", kept(id))).isEqualTo(before);
          for (String each : listed(MINE)) {
            send("DELETE", "/api/clusters/" + each, null, KEY, MINE);
          }
        });
  }

  private List<String> listed(String key) {
    return send("GET", "/api/clusters", null, KEY, key)
        .json()
        .path("clusters")
        .valueStream()
        .filter(each -> !each.path("sample").asBoolean())
        .map(each -> each.path("id").asString())
        .toList();
  }

  @Test
  void anEditOfASampleMakesACopyOfTheVisitors() {
    String edit = Operations.EDIT.replace("{\"name", "{\"copyAs\": \"Mine\", \"name");
    String path = "/api/clusters/article/edits";
    refused(send("POST", path, edit, "Content-Type", JSON));

    Reply done = send("POST", path, edit, "Content-Type", JSON, KEY, THEIRS);

    assertThat(listed(THEIRS)).contains(done.json().path("cluster").asString());
  }

  @Test
  void anImportIsSeenAndCancelledByWhoBeganItAlone() {
    refused(
        send(
            "POST",
            "/api/clusters",
            Operations.documents(),
            "Content-Type",
            YAML,
            "Prefer",
            "respond-async"));
    Reply begun =
        send(
            "POST",
            "/api/clusters",
            Operations.documents(),
            "Content-Type",
            YAML,
            "Prefer",
            "respond-async",
            KEY,
            MINE);
    assertThat(begun.status()).isEqualTo(202);
    String path = begun.header("Location");

    for (String method : List.of("GET", "DELETE")) {
      assertThat(send(method, path, null).status()).isEqualTo(404);
      assertThat(send(method, path, null, KEY, THEIRS).status()).isEqualTo(404);
    }
    Awaitility.await()
        .until(
            () ->
                send("GET", path, null, KEY, MINE)
                    .json()
                    .path("state")
                    .asString("")
                    .equals("done"));
    String id = send("GET", path, null, KEY, MINE).json().path("cluster").asString();
    assertThat(listed(MINE)).contains(id);
    refused(send("DELETE", "/api/clusters/" + id, null, KEY, THEIRS));
  }

  /** A class works in clusters of its members, and the end of the room takes them with it. */
  @Test
  void aMembersCopyIsTheMembersUntilTheRoomEnds() {
    JsonNode room =
        send("POST", "/api/rooms", "{\"link\": \"lesson=gateway\"}", "Content-Type", JSON).json();
    String path = "/api/rooms/" + room.at("/room/code").asString();
    String teacher = room.path("key").asString();
    String member = send("POST", path + "/members", "").json().path("key").asString();
    String[] as = {"Content-Type", JSON, "Podlane-Room-Key", member};
    String work = "{\"of\": \"challenge.no-row\"}";
    refused(send("POST", path + "/clusters", work, as));

    JsonNode made =
        send("POST", path + "/clusters", work, as[0], as[1], as[2], as[3], KEY, MINE).json();
    String id = made.at("/cluster/id").asString();

    assertThat(listed(MINE)).as("%s", made).contains(id);
    String edit = Operations.EDIT.replace("ip route del 10.0.2.0/24", "ip link set eth0 down");
    refused(send("POST", "/api/clusters/" + id + "/edits", edit, "Content-Type", JSON));
    assertThat(send("DELETE", path, null, "Podlane-Room-Key", teacher).status()).isEqualTo(204);
    assertThat(send("GET", "/api/clusters/" + id, null, KEY, MINE).status()).isEqualTo(404);
  }

  @Test
  void aCommandThatOnlyLooksIsForEveryReader() {
    String path = "/api/clusters/" + mine(MINE) + "/console";
    String look = "{\"namespace\": \"node-1\", \"command\": \"ip route\"}";

    Reply reply = send("POST", path, look, "Content-Type", JSON);

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.json().path("text").asString()).contains("dev eth0");
  }
}
