package dev.podlane.web.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A class as its page uses it: a teacher steers, members follow, and nobody else does. */
class RoomsApiTest extends ApiTest {
  private static final String KEY = RoomDoor.KEY;

  /** Someone with a key. */
  private record Someone(String code, String key) {}

  private Someone open() {
    JsonNode opened = post("/api/rooms", JSON, RoomBodies.OPEN).json();
    return new Someone(opened.at("/room/code").asString(), opened.path("key").asString());
  }

  private Someone join(String code) {
    JsonNode joined = post("/api/rooms/" + code + "/members", JSON, "").json();
    return new Someone(code, joined.path("key").asString());
  }

  private Reply act(Someone who, String body) {
    return sent(who, "acts", body);
  }

  private Reply sent(Someone who, String what, String body) {
    String path = "/api/rooms/" + who.code() + "/" + what;
    return send("POST", path, body, "Content-Type", JSON, KEY, who.key());
  }

  private JsonNode room(Someone who) {
    return get("/api/rooms/" + who.code(), KEY, who.key()).json();
  }

  @Test
  void aMemberFollowsTheTeacherLive() throws IOException {
    Someone teacher = open();
    Someone member = join(teacher.code());
    try (LiveRoom live = new LiveRoom(port, teacher.code(), KEY, member.key())) {
      assertThat(live.next().data().path("link").asString()).isEqualTo("lesson=gateway&page=3");

      long seq = act(teacher, RoomBodies.SHOW).json().path("seq").asLong();
      LiveRoom.Event moved = live.await(event -> event.id().equals("" + seq));
      assertThat(moved.name()).isEqualTo("room");
      assertThat(moved.data().path("link").asString()).isEqualTo("lesson=gateway&page=4");
      assertThat(room(teacher).at("/room/here").asInt()).isEqualTo(1);

      act(member, "{\"act\": \"leave\"}");
      JsonNode alone = live.await(each -> each.data().path("following").asInt() == 0).data();
      assertThat(alone.path("here").asInt()).isEqualTo(1);
      act(teacher, "{\"act\": \"bring\"}");
      JsonNode brought = live.await(each -> each.data().path("summons").asInt() == 1).data();
      assertThat(brought.path("following").asInt()).isEqualTo(1);
    }
  }

  @RepeatedTest(20)
  void whoComesBackIsToldWhatWasMissedAndNothingElse() throws IOException {
    Someone teacher = open();
    String known;
    try (LiveRoom live = new LiveRoom(port, teacher.code())) {
      known = live.next().id();
    }
    act(teacher, "{\"act\": \"show\", \"link\": \"lesson=gateway&page=5\"}");
    act(teacher, "{\"act\": \"pause\"}");

    try (LiveRoom live = new LiveRoom(port, teacher.code(), "Last-Event-ID", known)) {
      LiveRoom.Event first = live.next();
      assertThat(first.data().path("link").asString()).isEqualTo("lesson=gateway&page=5");
      assertThat(first.data().path("paused").asBoolean()).isTrue();
      known = first.id();
    }
    try (LiveRoom live = new LiveRoom(port, teacher.code(), "Last-Event-ID", known)) {
      act(teacher, "{\"act\": \"resume\"}");
      LiveRoom.Event next = live.next();
      assertThat(next.id()).as("what it hears of is new").isNotEqualTo(known);
      assertThat(next.data().path("paused").asBoolean()).isFalse();
    }
  }

  @Test
  void whoReadsNothingKeepsNobodyWaiting() throws IOException {
    Someone teacher = open();
    String longest = "cluster=" + "a".repeat(1_900) + "&step=";
    try (LiveRoom asleep = new LiveRoom(port, teacher.code());
        LiveRoom awake = new LiveRoom(port, teacher.code())) {
      for (int i = 0; i < 150; i++) {
        act(teacher, "{\"act\": \"show\", \"link\": \"" + longest + i + "\"}");
      }
      String last = longest + 149;
      assertThat(awake.await(each -> each.data().path("link").asString().equals(last)).name())
          .isEqualTo("room");
      assertThat(asleep.await(each -> each.data().path("link").asString().equals(last)).name())
          .as("it is told the present state when it reads at last")
          .isEqualTo("room");
    }
  }

  @Test
  void whoseProxyHoldsEventsBackAsks() {
    Someone teacher = open();
    Someone member = join(teacher.code());
    String path = "/api/rooms/" + teacher.code() + "/events?since=";
    long seq = get(path + -1, KEY, member.key()).json().path("seq").asLong();

    assertThat(get(path + seq, KEY, member.key()).status()).isEqualTo(204);
    assertThat(room(teacher).at("/room/here").asInt()).as("asking is being here").isEqualTo(1);
    act(teacher, RoomBodies.SHOW);
    assertThat(get(path + seq).json().path("link").asString()).isEqualTo("lesson=gateway&page=4");
  }

  @Test
  void guessesAreCountedAndShownWhenTheTeacherRevealsThem() {
    Someone teacher = open();
    Someone one = join(teacher.code());
    Someone two = join(teacher.code());
    act(teacher, RoomBodies.ASK);
    assertThat(act(one, RoomBodies.ANSWER).json().at("/question/answered").asInt()).isEqualTo(1);
    act(two, "{\"act\": \"answer\", \"number\": 1, \"choice\": 1}");
    JsonNode changed = act(two, "{\"act\": \"answer\", \"number\": 1, \"choice\": 2}").json();

    assertThat(changed.at("/question/answered").asInt()).isEqualTo(2);
    assertThat(changed.path("question").has("counts")).as("not told to members").isFalse();
    assertThat(changed.path("question").has("right")).isFalse();
    assertThat(room(teacher).at("/room/question/counts").toString()).isEqualTo("[0,2,0]");
    assertThat(room(one).at("/you/choice").asInt()).isEqualTo(2);

    act(teacher, "{\"act\": \"reveal\"}");
    JsonNode revealed = room(one).path("room").path("question");
    assertThat(revealed.path("right").asInt()).as("the engine's answer").isEqualTo(2);
    assertThat(revealed.path("counts").toString()).isEqualTo("[0,2,0]");
    assertThat(act(one, RoomBodies.ANSWER).status()).isEqualTo(409);
  }

  @Test
  void eachWorksInAClusterOfOnesOwnAndPasses() {
    Someone teacher = open();
    Someone one = join(teacher.code());
    Someone two = join(teacher.code());
    act(teacher, "{\"act\": \"hand\", \"challenge\": \"no-row\"}");
    String check = "{\"challenge\": \"no-row\"}";
    assertThat(sent(one, "checks", check).code()).isEqualTo("api.room.not-started");
    String begin = "{\"of\": \"challenge.no-row\"}";
    String cluster = sent(one, "clusters", begin).json().at("/cluster/id").asString();
    String others = sent(two, "clusters", begin).json().at("/cluster/id").asString();
    assertThat(cluster).isNotEqualTo(others).startsWith("c-");
    assertThat(sent(one, "clusters", begin).json().at("/cluster/id").asString())
        .as("the second time it is the same one")
        .isEqualTo(cluster);

    assertThat(sent(one, "checks", check).json().at("/check/passed").asBoolean()).isFalse();
    post(
        "/api/clusters/" + cluster + "/edits",
        JSON,
        "{\"namespace\": \"node-1\", \"commands\": [\"ip route add 10.0.2.0/24 via 10.100.0.3\"]}");
    JsonNode passed = sent(one, "checks", check).json();
    assertThat(passed.at("/check/passed").asBoolean()).isTrue();
    assertThat(passed.at("/room/passed/no-row").asInt()).isEqualTo(1);
    assertThat(sent(two, "checks", check).json().at("/check/passed").asBoolean()).isFalse();

    String table =
        get("/api/rooms/" + teacher.code() + "/results.csv", KEY, teacher.key()).raw().body();
    assertThat(table).isEqualTo("\uFEFFnumber,no-row\r\n1,1\r\n2,\r\n");
    act(teacher, "{\"act\": \"names\"}");
    assertThat(
            get("/api/rooms/" + teacher.code() + "/results.csv?lang=zh", KEY, teacher.key())
                .raw()
                .body())
        .contains("名字,no-row", "水獭,1", "苍鹭,");

    send("DELETE", "/api/rooms/" + teacher.code(), null, KEY, teacher.key());
    assertThat(get("/api/clusters/" + cluster).status()).as("gone with the room").isEqualTo(404);
    assertThat(get("/api/rooms/" + teacher.code()).status()).isEqualTo(404);
  }

  @Test
  void nobodyElseSteers() {
    Someone teacher = open();
    Someone member = join(teacher.code());
    Someone other = open();
    Someone stranger = new Someone(teacher.code(), join(other.code()).key());
    List<String> acts =
        List.of(
            RoomBodies.SHOW,
            RoomBodies.ASK,
            "{\"act\": \"bring\"}",
            "{\"act\": \"pause\"}",
            "{\"act\": \"names\"}",
            "{\"act\": \"hand\", \"challenge\": \"no-row\"}",
            "{\"act\": \"invite\", \"member\": 1}");
    String before = room(teacher).toString();
    for (Someone each : List.of(member, stranger, new Someone(teacher.code(), other.key()))) {
      for (String body : acts) {
        assertThat(act(each, body).code()).as(body).isEqualTo("api.room.key");
      }
      assertThat(send("DELETE", "/api/rooms/" + teacher.code(), null, KEY, each.key()).status())
          .isEqualTo(403);
      assertThat(get("/api/rooms/" + teacher.code() + "/results.csv", KEY, each.key()).status())
          .isEqualTo(403);
      assertThat(act(each, RoomBodies.ANSWER).status()).isIn(403, 409);
    }
    assertThat(post("/api/rooms/" + teacher.code() + "/acts", JSON, RoomBodies.SHOW).status())
        .isEqualTo(403);
    assertThat(get("/api/rooms/" + teacher.code()).json().has("members")).isFalse();
    assertThat(room(member).has("members")).as("only the teacher sees who is who").isFalse();
    assertThat(room(teacher).toString()).isEqualTo(before);
    assertThat(act(teacher, RoomBodies.ANSWER).code()).isEqualTo("api.room.key");
  }

  @Test
  void aStageIsTakenOntoTheScreenWithConsent() {
    Someone teacher = open();
    Someone member = join(teacher.code());
    act(teacher, "{\"act\": \"invite\", \"member\": 1}");
    assertThat(room(member).at("/room/show").toString()).isEqualTo("{\"member\":1}");

    act(member, "{\"act\": \"accept\", \"link\": \"cluster=c-1&tab=yaml\"}");
    assertThat(room(teacher).at("/room/show/link").asString()).isEqualTo("cluster=c-1&tab=yaml");
    act(member, "{\"act\": \"decline\"}");
    assertThat(room(teacher).path("room").has("show")).isFalse();
    assertThat(act(member, "{\"act\": \"at\", \"link\": \"cluster=c-1\"}").status()).isEqualTo(409);
  }

  @Test
  void onALoopbackServerNoPictureLeadsNowhere() {
    JsonNode opened = post("/api/rooms", JSON, RoomBodies.OPEN).json();

    assertThat(opened.has("url")).isFalse();
    assertThat(opened.path("unreachable").asString()).contains("--podlane.bind=0.0.0.0");
    Reply picture = get("/api/rooms/" + opened.at("/room/code").asString() + "/qr.svg");
    assertThat(picture.status()).isEqualTo(404);
    assertThat(picture.code()).isEqualTo("api.room.no-picture");
    assertThat(
            post("/api/rooms?lang=zh", JSON, RoomBodies.OPEN).json().path("unreachable").asString())
        .contains("本机");
  }

  @Test
  void everyErrorIsAProblem() {
    Someone teacher = open();
    assertThat(get("/api/rooms/ACDEFG").code()).isEqualTo("api.room.unknown");
    assertThat(post("/api/rooms", JSON, "{}").code()).isEqualTo("api.field.missing");
    assertThat(post("/api/rooms", JSON, "{\"link\": \"<b>\"}").code()).isEqualTo("api.room.link");
    assertThat(act(teacher, "{\"act\": \"fly\"}").code()).isEqualTo("api.field.enum");
    assertThat(act(teacher, "{}").status()).isEqualTo(400);
    assertThat(act(teacher, "{\"act\": \"show\"}").code()).isEqualTo("api.field.missing");
    assertThat(act(teacher, "{\"act\": \"hand\", \"challenge\": \"none\"}").code())
        .isEqualTo("api.challenge.unknown");
    assertThat(
            act(teacher, "{\"act\": \"ask\", \"lesson\": \"gateway\", \"question\": \"none\"}")
                .code())
        .isEqualTo("api.lesson.question");
    assertThat(act(teacher, "{\"act\": \"close\"}").code()).isEqualTo("api.room.no-question");
    assertThatThrownBy(() -> new LiveRoom(port, "ACDEFG").close()).hasMessageContaining("404");
  }
}
