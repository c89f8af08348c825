package dev.podlane.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.net.URI;
import java.util.Objects;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

/** Chat programs get a title and a picture of a link, and no name that its owner did not give. */
class PreviewApiTest extends PublicTest {
  private static final String MINE = key("preview");

  private String path() {
    String id = add(MINE, Operations.documents()).json().path("id").asString();
    return "/c/" + id;
  }

  private BufferedImage picture(String path) throws IOException {
    URI uri = URI.create("http://localhost:" + port + path + "/preview.png");
    return Objects.requireNonNull(ImageIO.read(uri.toURL()));
  }

  @Test
  void aLinkHasNumbersAndTheNameOnlyIfItsOwnerAllows() {
    String path = path();

    Reply without = get(path);
    assertThat(without.status()).isEqualTo(200);
    assertThat(without.raw().body())
        .contains("og:title\" content=\"Pod network: 2 machines, 4 pods\"")
        .contains("og:image\" content=\"http://localhost:" + port + path + "/preview.png?v=1\"")
        .contains("noindex", "id=\"stage\"")
        .doesNotContain("Shop", "web-1");
    String sharing = "/api/clusters/" + path.substring(3) + "/sharing";
    assertThat(send("PUT", sharing, "{\"named\": true}", "Content-Type", JSON, KEY, MINE).status())
        .isEqualTo(200);
    assertThat(get(path + "?lang=zh").raw().body())
        .contains("og:title\" content=\"Shop · Pod 网络：2 台机器，4 个 Pod\"");
  }

  @Test
  void aNameStaysText() {
    Reply made =
        send(
            "POST",
            "/api/clusters?name=%22%3E%3Cscript%3Ex",
            Operations.documents(),
            "Content-Type",
            YAML,
            KEY,
            MINE);
    String id = made.json().path("id").asString();
    String sharing = "/api/clusters/" + id + "/sharing";
    send("PUT", sharing, "{\"named\": true}", "Content-Type", JSON, KEY, MINE);

    assertThat(get("/c/" + id).raw().body())
        .contains("&quot;&gt;&lt;script&gt;x")
        .doesNotContain("<script>x");
  }

  @Test
  void aPictureHasAsManySquaresAsPods() throws IOException {
    BufferedImage picture = picture(path());

    assertThat(picture.getWidth()).isEqualTo(1_200);
    assertThat(picture.getHeight()).isEqualTo(630);
    assertThat(green(picture)).isEqualTo(4);
    assertThat(green(picture("/c/twenty-nodes"))).isEqualTo(300);
    assertThat(green(picture("/c/docker-one"))).isZero();
    assertThat(get("/c/article/preview.png").header("Cross-Origin-Resource-Policy"))
        .isEqualTo("cross-origin");
  }

  /**
   * Runs of green along the rows of pixels, of which each square begins one that has none above.
   */
  private static int green(BufferedImage picture) {
    int green = 0x35a17a;
    int found = 0;
    for (int y = 1; y < picture.getHeight(); y++) {
      boolean before = false;
      boolean above = false;
      for (int x = 0; x <= picture.getWidth(); x++) {
        boolean here = x < picture.getWidth() && (picture.getRGB(x, y) & 0xffffff) == green;
        if (!here && before && !above) {
          found++;
        }
        above = here && (above || (picture.getRGB(x, y - 1) & 0xffffff) == green);
        before = here;
      }
    }
    return found;
  }

  @Test
  void whatIsGoneSaysSo() {
    for (String gone : new String[] {"/c/c-gone", "/c/" + "x".repeat(300)}) {
      Reply reply = get(gone);
      assertThat(reply.status()).isEqualTo(404);
      assertThat(reply.raw().body())
          .contains("This network is not here any more", "id=\"stage\"")
          .doesNotContain("og:image");
      assertThat(get(gone + "/preview.png").status()).isEqualTo(404);
    }
  }

  @Test
  void thePageItselfHasNoPreview() {
    assertThat(get("/").raw().body()).doesNotContain("og:");
  }
}
