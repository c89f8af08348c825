package dev.podlane.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.regex.Pattern;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;

/** Visitors of a public server, who see clusters of one another by their links alone. */
@TestPropertySource(properties = "podlane.mode=public")
class PublicOnPageTest extends BrowserTest {
  private static final String OWN_ROWS = "#side .cluster-row button.icon";

  /** Makes a cluster by a link that carries one, as a visitor would; answers its id. */
  private String make() {
    open("/#cluster=article&sent=1");
    page.locator("#stage .token").waitFor();
    page.locator("#actions .share > summary").click();
    page.locator("#actions .share[open] button").last().click();
    Locator link = page.locator("#share-dialog input[aria-label='Link that carries the cluster']");
    assertThat(link).hasValue(Pattern.compile(".*/#parcel=[\\w-]{300,}.*"));
    String carrying = link.inputValue();
    page.navigate("about:blank");
    page.navigate(carrying);
    assertThat(page).hasURL(Pattern.compile(".*/#cluster=c-[a-z0-9]{26}&.*"));
    assertThat(page.locator(OWN_ROWS)).hasCount(1);
    return page.url().replaceAll(".*cluster=([^&]*).*", "$1");
  }

  @Test
  void anotherVisitorSeesAClusterByItsLinkAloneAndCannotChangeIt() {
    String made = make();
    try (BrowserContext other = chromium.browser().newContext(profile())) {
      Page visitor = other.newPage();
      visitor.navigate(origin() + "/");
      visitor.locator("#stage .machine-group").first().waitFor();
      assertThat(visitor.locator(OWN_ROWS)).hasCount(0);
      Object listed = visitor.evaluate("async () => (await (await fetch('/api/clusters')).text())");
      Assertions.assertThat((String) listed).contains("article").doesNotContain(made);

      visitor.navigate(origin() + "/#cluster=" + made);
      visitor.locator("#stage .machine-group").first().waitFor();
      assertThat(visitor.locator(OWN_ROWS)).hasCount(0);
      Object refused =
          visitor.evaluate(
              "async (id) => (await fetch('/api/clusters/' + id, { method: 'DELETE' })).status",
              made);
      Assertions.assertThat(((Number) refused).intValue()).isBetween(401, 404);
    }
    page.reload();
    page.locator("#stage .machine-group").first().waitFor();
    assertThat(page.locator(OWN_ROWS)).hasCount(1);
  }
}
