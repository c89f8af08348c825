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

  @Test
  void theGateThatShutAndTheCrossStandWhereTheyAre() {
    openAtItsEnd(DENIED);

    assertThat(page.locator("#stage .gate.in.shut-in")).hasAttribute("data-ns", "data/db-0");
    assertThat(page.locator("#stage .gate.out.shut-out")).hasCount(0);
    assertThat(page.locator("#stage .tag.denied")).containsText("data/db-allow-api");
    assertThat(page.locator("#stage .dropped-here")).hasCount(1);
    page.locator("#stage").press("Home");
    assertThat(page.locator("#stage .tag.denied")).hasCount(0);
    assertThat(page.locator("#stage .gate.shut-in")).hasCount(0);
    assertThat(page.locator("#stage .gate.let")).hasCount(1);
  }

  @Test
  void anotherEnforcerDropsElsewhereAndNobodyNowhere() {
    openAtItsEnd(DENIED);
    Locator hook = page.locator("#stage .hook.lit.error");
    assertThat(hook).hasAttribute("data-hook", "in:POSTROUTING");
    page.locator("#side select[name=policyEngine]").selectOption("calico");
    assertThat(page.locator("#side .edits li .icon")).hasCount(2);
    assertThat(page.locator("#inspector .outcome")).hasClass(Pattern.compile("bad"));
    page.locator("#stage").press("End");
    assertThat(hook).hasAttribute("data-hook", "in:FORWARD");
    page.locator("#side select[name=policyEngine]").selectOption("none");

    assertThat(page.locator("#inspector .outcome")).hasClass(Pattern.compile("good"));
    assertThat(page.locator("#stage .gate.in.ignored")).hasAttribute("data-ns", "data/db-0");
  }
}
