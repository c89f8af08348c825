package dev.podlane.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Policies on the page: why a packet is denied, what would let it through, and who enforces. */
class PoliciesOnPageTest extends BrowserTest {
  private static final String DENIED =
      "/#lang=en&cluster=policies&probe=tcp&from=web-1&to=data/db-0&port=5432&sent=1";
  private static final String ALLOWED =
      "/#lang=en&cluster=policies&probe=tcp&from=api-1&to=data/db-0&port=5432&sent=1";

  private Locator cards() {
    return page.locator("#inspector .rule-card");
  }

  private void openAtItsEnd(String link) {
    open(link);
    page.locator("#inspector .outcome").waitFor();
    page.locator("#stage").press("End");
  }

  @Test
  void aDeniedPacketHasItsRulesNearestMissFirst() {
    openAtItsEnd(DENIED);

    assertThat(cards()).hasCount(3);
    assertThat(cards().first()).containsText("ingress[0].from[0]");
    assertThat(cards().first().locator(".compared .not")).hasCount(1);
    assertThat(cards().first().locator(".compared .not")).containsText("app=web");
    assertThat(cards().first().locator(".compared .ok")).hasCount(2);
    assertThat(cards().nth(1).locator(".compared .not")).hasCount(2);
    assertThat(cards().nth(2)).containsText("it can allow nothing");
    page.locator("#stage").press("Home");
    assertThat(cards()).hasCount(0);
  }

  @Test
  void aRemedyIsTriedAndTakenBack() {
    openAtItsEnd(DENIED);
    page.locator(".remedies .try-it").first().click();

    assertThat(page.locator("#inspector .outcome")).hasClass(Pattern.compile("good"));
    assertThat(page.locator("#side .edits li .icon")).hasCount(1);
    page.locator("#side .edits li .icon").click();
    assertThat(page.locator("#inspector .outcome")).hasClass(Pattern.compile("bad"));
  }

  @Test
  void aSuppositionIsTriedToo() {
    openAtItsEnd(DENIED);
    page.locator(".suppositions .try-it").first().click();

    assertThat(page.locator("#inspector .outcome")).hasClass(Pattern.compile("good"));
  }

  @Test
  void anAllowedPacketTellsTheRuleThatLetItPass() {
    openAtItsEnd(ALLOWED);
    assertThat(cards()).hasCount(0);
    page.locator("#inspector .why-link").click();

    assertThat(cards()).hasCount(1);
    assertThat(cards().first()).hasClass(Pattern.compile("allows"));
    assertThat(cards().first()).containsText("data/db-allow-api");
    assertThat(cards().first()).containsText("ingress[0].from[0]");
  }
}
