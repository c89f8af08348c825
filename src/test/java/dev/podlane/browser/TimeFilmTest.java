package dev.podlane.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.LoadState;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/**
 * Looks at scenes over time, from their beginning to their end, in both languages: no text lies on
 * another, is cut or under 12 pixels, and machines stay where they are.
 *
 * <p>The build looks at some moments of one scene. {@code podlane.film} names a folder into which
 * every moment of every scene is photographed, as {@code scripts/film-time.sh} does.
 */
class TimeFilmTest extends BrowserTest {
  private static final List<String> SCENES =
      List.of(
          "rollout",
          "rollout-bare",
          "canary",
          "canary-weights",
          "drain",
          "kill",
          "lost-node",
          "scale-to-zero",
          "stateful-name");

  private static final String FOLDER = System.getProperty("podlane.film", "");
  private static final int PICTURES = FOLDER.isEmpty() ? 5 : 16;

  @Test
  void everyMomentCanBeRead() throws IOException {
    String audit = script();
    List<String> found = new ArrayList<>();
    for (String scene : FOLDER.isEmpty() ? SCENES.subList(0, 1) : SCENES) {
      film(scene, "en", ColorScheme.LIGHT, audit, found);
      film(scene, "zh", ColorScheme.DARK, audit, found);
    }
    assertThat(found).isEmpty();
  }

  private void film(
      String scene, String language, ColorScheme scheme, String audit, List<String> found) {
    boolean isDark = scheme == ColorScheme.DARK;
    page.setViewportSize(isDark ? 1280 : 1440, isDark ? 720 : 900);
    page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
    page.navigate("about:blank");
    open("/#cluster=" + scene + "&lang=" + language + "&view=time&moment=0");
    page.locator("#stage .cue-box").first().waitFor();
    int stops =
        Integer.parseInt(
            page.locator(".time-tools .where .soft")
                .innerText()
                .replaceAll(".*?(\\d+)\\D*$", "$1"));
    int step = Math.max(1, (stops + PICTURES - 2) / (PICTURES - 1));
    Locator stage = page.locator("#stage");
    String before = "";
    for (int picture = 0; picture < PICTURES; picture++) {
      String where = page.locator(".time-tools .where").innerText();
      Map<?, ?> answer = (Map<?, ?>) Objects.requireNonNull(page.evaluate(audit));
      for (Object finding : (List<?>) Objects.requireNonNull(answer.get("found"))) {
        found.add(scene + ", " + language + ", " + where + ": " + finding);
      }
      String machines = String.valueOf(answer.get("machines"));
      if (!before.isEmpty() && !machines.equals(before)) {
        found.add(scene + ", " + language + ", " + where + ": machines moved");
      }
      before = machines;
      if (!FOLDER.isEmpty()) {
        String file = "%s-%s-%02d.png".formatted(scene, language, picture);
        page.screenshot(new Page.ScreenshotOptions().setPath(Path.of(FOLDER, file)));
      }
      for (int i = 0; i < step; i++) {
        stage.press("ArrowRight");
      }
      page.waitForLoadState(LoadState.NETWORKIDLE);
    }
  }

  private static String script() throws IOException {
    try (InputStream in =
        Objects.requireNonNull(TimeFilmTest.class.getResourceAsStream("/page/audit.js"))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
