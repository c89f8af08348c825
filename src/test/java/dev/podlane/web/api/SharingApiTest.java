package dev.podlane.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The links that an owner hands out. */
class SharingApiTest extends PublicTest {
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
}
