package dev.podlane.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** A visitor changes a network where it is drawn, and compares the walks before and after. */
class HandOnPageTest extends BrowserTest {
  private Locator address() {
    return page.locator("#stage g.pod[data-ns='default/web-1'] > text.mono.soft");
  }

  private Locator deed(String id) {
    return page.locator(".deed-card [data-deed='" + id + "']");
  }

  private Locator edits() {
    return page.locator("#side .edits li:not(.begin, .undone)");
  }

  private void sendToTheEnd() {
    page.locator("form.probe button[type=submit]").click();
    assertThat(page.locator("#inspector .outcome")).isVisible();
    page.keyboard().press("End");
    assertThat(page.locator("#inspector .outcome")).containsText("answered");
  }

  @Test
  void aKilledContainerKeepsTheAddressAndAKilledPauseLosesIt() {
    open("/");
    assertThat(address()).hasText("10.0.1.2");
    page.locator("#stage [data-ns='default/web-1'][data-part='container:nginx']").click();
    deed("container:nginx").click();
    assertThat(edits()).hasText(Pattern.compile("default/web-1 . kill nginx"));
    assertThat(page.locator("#notice")).containsText("the address 10.0.1.2");
    assertThat(address()).hasText("10.0.1.2");

    page.locator("#stage").press("e");
    assertThat(deed("pause")).isVisible();
    deed("pause").press("Enter");
    assertThat(edits()).hasCount(2);
    assertThat(address()).not().hasText("10.0.1.2");
    page.locator("#side .edits li button.icon").last().click();
    assertThat(edits()).hasCount(1);
    assertThat(address()).hasText("10.0.1.2");
  }

  @Test
  void aDroppedRouteIsComparedWithTheWalkBeforeItAndACableIsCut() {
    open("/");
    sendToTheEnd();
    page.locator("#stage g.route[data-ns='gateway'][data-row='10.0.2.0/24']").click();
    deed("route:10.0.2.0/24").click();
    assertThat(edits()).hasCount(1);
    Locator compare = page.locator("#inspector .compare");
    assertThat(compare).containsText("The walks differ first at step 5");
    assertThat(compare).containsText("no route in any table matches");
    assertThat(compare).containsText("network unreachable");

    compare.locator("input[type=checkbox]").check();
    assertThat(page.locator(".stage.second g.machine").first()).isVisible();
    assertThat(page.locator(".stage.second .stage-name")).containsText("Pinned");
    compare.locator("input[type=checkbox]").uncheck();
    assertThat(page.locator(".stage.second")).hasCount(0);

    page.locator("#stage g.wire[data-dev='default/web-1/eth0'] .hit").dispatchEvent("click");
    deed("cable").click();
    assertThat(page.locator("#stage g.wire.cut[data-dev='default/web-1/eth0'] .cross")).hasCount(1);
    assertThat(compare).containsText("EHOSTUNREACH");
  }
}
