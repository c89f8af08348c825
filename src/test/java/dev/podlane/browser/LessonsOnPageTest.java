package dev.podlane.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * Lessons and challenges on the page: a question, a world in which a wrong choice is true, a
 * repair.
 */
class LessonsOnPageTest extends BrowserTest {
  private Locator school(String selector) {
    return page.locator("#school " + selector);
  }

  @Test
  void aQuestionHidesWhatComesAndAWrongChoiceHasItsWorld() {
    open("/#lang=en&lesson=gateway&page=3");
    assertThat(school(".asked h3")).containsText("What will the gateway do?");
    assertThat(school(".choices button")).hasCount(3);
    assertThat(school(".choices .right, .choices .wrong, .because, .see-world")).hasCount(0);
    assertThat(page.locator("#player")).containsText("gateway");
    assertThat(page.locator("#lanes")).not().containsText("node-2");
    page.keyboard().press("End");
    assertThat(page.locator("#lanes")).not().containsText("node-2");
    assertThat(page.locator("#stage .route.lit[data-ns=node-1]")).hasCount(1);
    assertThat(page.locator("#stage .route.lit[data-ns=gateway]")).hasCount(0);

    page.keyboard().press("1");
    assertThat(page.locator("#stage .route.lit[data-ns=gateway]")).hasCount(1);
    assertThat(school(".because.bad")).containsText("only the destination's row counts");
    assertThat(school(".choices .right")).containsText("node-2");
    assertThat(page.locator("#lanes")).containsText("node-2");
    school(".see-world").click();
    assertThat(school(".world")).containsText("ip route replace 10.0.2.0/24 via 10.100.0.2");
    assertThat(page.locator("#stage")).containsText("via 10.100.0.2");

    page.keyboard().press("PageDown");
    assertThat(school(".command pre")).containsText("via 10.100.0.3 dev eth0");
    page.waitForURL(Pattern.compile("lesson=gateway&page=4"));
    page.keyboard().press("PageUp");
    assertThat(school(".because.bad")).isVisible();
  }

  @Test
  void aChallengeIsCheckedAfterEachChange() {
    open("/#lang=en&challenge=no-row");
    assertThat(school(".goals").last().locator(".unmet")).hasCount(2);
    school(".start").click();
    assertThat(school(".count")).containsText("0 changes");
    school(".hint").click();
    assertThat(school(".hints li")).hasCount(1);
    assertThat(school(".hints")).containsText("Read who says it.");

    page.locator("#stage g.router circle").click();
    page.locator("#inspector [role=tab]").nth(2).click();
    Locator line = page.locator("#inspector .terminal input");
    line.fill("ip route add 10.0.2.0/24 via 10.100.0.3");
    line.press("Enter");

    assertThat(school(".goals .met")).hasCount(3);
    assertThat(school(".check.good")).isVisible();
    assertThat(school(".stars")).hasText("★★★");
    Object kept = page.evaluate("localStorage.getItem('podlane.school')");
    assertThat(String.valueOf(kept)).contains("\"no-row\":3");
  }
}
