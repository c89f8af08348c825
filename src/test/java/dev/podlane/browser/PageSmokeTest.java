package dev.podlane.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.APIResponse;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The page opens, draws and asks nobody else. */
class PageSmokeTest extends BrowserTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/app/index.js",
        "/app/lib/d3.js",
        "/webjars/d3/7.9.0/dist/d3.min.js",
        "/webjars/lit-html/3.3.1/lit-html.js"
      })
  void scriptsAreServedFromTheJarAsScripts(String path) {
    APIResponse answer = page.request().get(origin() + path);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.headers().get("content-type")).contains("javascript");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/app/test/imports.test.js", "/app/package.json", "/app/tsconfig.json"})
  void whatOnlyTestsNeedIsNotServed(String path) {
    assertThat(page.request().get(origin() + path).status()).isEqualTo(404);
  }

  /** The second time it would find what the first one left. */
  @RepeatedTest(2)
  void nothingIsLeftOfTheTestBefore() {
    open("/licenses");

    assertThat(page.evaluate("document.cookie + (localStorage.getItem('left') ?? '')"))
        .isEqualTo("");

    page.evaluate("document.cookie = 'left=1'; localStorage.setItem('left', '1')");
  }

  @Test
  void opensOnTheArticlesCluster() {
    open("/");

    assertThat(page.locator("#stage svg").first()).isVisible();
    assertThat(page.locator("#stage")).containsText("web-1");
    assertThat(page.locator("#stage")).containsText("node-2");
    assertThat(page.locator("#stage")).containsText("cbr0");
  }
}
