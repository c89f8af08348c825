package dev.podlane.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** axe-core finds nothing serious or critical in the states of the page. */
class AxeOnPageTest extends BrowserTest {
  private static final String AXE = "/META-INF/resources/webjars/axe-core/4.6.3/axe.min.js";

  /** Serious and critical findings, each as its rule and the element it is about. */
  private static final String FINDINGS =
      """
      async () => (await axe.run(document, {resultTypes: ['violations']})).violations
        .filter((found) => ['serious', 'critical'].includes(found.impact))
        .flatMap((found) => found.nodes.map((node) => found.id + ' ' + node.target.join(' ')))
      """;

  @ParameterizedTest
  @CsvSource({"en, LIGHT", "en, DARK", "zh, LIGHT", "zh, DARK"})
  void nothingSeriousFromTheClusterToTheProjector(String language, ColorScheme scheme)
      throws IOException {
    page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
    open("/#cluster=article&lang=" + language);
    page.locator("#stage .machine-group").first().waitFor();
    assertThat(findings()).as("cluster loaded").isEmpty();

    page.locator("#side ol.try li button").first().click();
    page.locator("#inspector .outcome").waitFor();
    page.locator("#stage").press("End");
    assertThat(findings()).as("walk arrived").isEmpty();

    page.keyboard().press("?");
    page.locator("dialog[open]").waitFor();
    assertThat(findings()).as("keys").isEmpty();
    page.keyboard().press("Escape");

    page.keyboard().press("p");
    assertThat(findings()).as("projector").isEmpty();
  }

  @Test
  void aButtonWithoutANameIsFound() throws IOException {
    open("/#cluster=article");
    page.locator("#stage .machine-group").first().waitFor();
    page.evaluate("() => document.body.append(document.createElement('button'))");

    assertThat(findings()).contains("button-name body > button");
  }

  private List<String> findings() throws IOException {
    page.evaluate(axe());
    return ((List<?>) page.evaluate(FINDINGS)).stream().map(String::valueOf).toList();
  }

  private static String axe() throws IOException {
    try (InputStream script = AxeOnPageTest.class.getResourceAsStream(AXE)) {
      return new String(Objects.requireNonNull(script, AXE).readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
