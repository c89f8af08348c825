package dev.podlane.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podlane.store.Blanked;
import dev.podlane.store.ClusterStore;
import dev.podlane.store.NewDocuments;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The links that an owner hands out. */
class SharingApiTest extends PublicTest {
  @Autowired ClusterStore store;

  private static final String MINE = key("owner");

  @Test
  void sharingTellsEachVisitorWhatIsTheirs() {
    String id = mine(MINE);
    String token = token(MINE, id);
    String path = "/api/clusters/" + id + "/sharing";

    assertThat(send("GET", path, null, KEY, MINE).json())
        .hasToString(
            "{\"yours\":true,\"editable\":true,\"editLink\":true,\"named\":false,\"expires\":\""
                + clock.instant().plus(Duration.ofDays(90))
                + "\"}");
    assertThat(send("GET", path, null, TOKEN, token).json().toString())
        .contains("\"yours\":false", "\"editable\":true", "\"editLink\":false");
    assertThat(get(path).json().toString())
        .contains("\"yours\":false", "\"editable\":false", "\"editLink\":false");
    assertThat(send("POST", "/api/clusters/article/sharing/edit-link", null, KEY, MINE).status())
        .isEqualTo(403);
  }

  @Test
  void aNewEditableLinkEndsTheOldOne() {
    String id = mine(MINE);
    String first = token(MINE, id);
    String second = token(MINE, id);
    String path = "/api/clusters/" + id + "/edits/last";

    refused(send("DELETE", path, null, TOKEN, first));
    assertThat(send("DELETE", path, null, TOKEN, second).status()).isEqualTo(200);
  }

  @Test
  void whatWasSavedInLocalModeIsReadByAllAndChangedByNobody() {
    NewDocuments documents =
        new NewDocuments("application/yaml", Operations.documents(), Blanked.NONE);
    String id = store.add("Old", documents, List.of()).id();
    String path = "/api/clusters/" + id;

    assertThat(get(path).json().path("name").asString()).isEqualTo("Old");
    assertThat(send("GET", "/api/clusters", null, KEY, MINE).raw().body()).doesNotContain(id);
    for (Reply refused :
        List.of(
            send("DELETE", path, null, KEY, MINE),
            send("DELETE", path, null),
            send("POST", path + "/sharing/edit-link", null, KEY, MINE),
            send("PUT", path, Operations.documents(), "Content-Type", YAML, KEY, MINE),
            send("POST", path + "/edits", Operations.EDIT, "Content-Type", JSON, KEY, MINE))) {
      refused(refused);
      assertThat(refused.code()).isEqualTo("api.space.nobodys");
    }
  }
}
