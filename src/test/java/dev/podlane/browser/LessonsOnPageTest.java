package dev.podlane.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.BoundingBox;
import com.microsoft.playwright.options.Media;
import com.microsoft.playwright.options.ReducedMotion;
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
    school(".asked h3").waitFor();
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

  private double[] span(String selector) {
    BoundingBox box = school(selector).first().boundingBox();
    return new double[] {box.y, box.y + box.height};
  }

  @Test
  void whatComesIsInSightAboveTheButtonsWhichStayWhereTheyAre() {
    page.setViewportSize(1280, 480);
    page.emulateMedia(new Page.EmulateMediaOptions().setReducedMotion(ReducedMotion.REDUCE));
    open("/#lang=en&lesson=cluster&page=4");
    school(".asked h3").waitFor();
    double[] bar = span(".turn");
    page.keyboard().press("1");
    school(".because").waitFor();
    page.waitForFunction("() => document.querySelector('#school').scrollTop > 0");
    assertThat(span(".because")[1]).isLessThanOrEqualTo(bar[0]);
    assertThat(span(".turn")).containsExactly(bar);

    school(".dots button").last().click();
    school(".start").click();
    school(".offer").first().click();
    school(".undo").waitFor();
    page.waitForFunction(
        """
        () => document.querySelector('#school .undo').getBoundingClientRect().bottom
          <= document.querySelector('#school .turn').getBoundingClientRect().top\
        """);
    assertThat(span(".turn")).containsExactly(bar);
    assertThat(school(".next-lesson.later")).hasCount(1);
  }

  @Test
  void aQuestionIsShownWithoutAGuessOnlyByAButtonThatSaysSo() {
    open("/#lang=en&lesson=gateway&page=3");
    assertThat(school(".next")).containsText("Show without a guess");
    page.keyboard().press("PageDown");
    assertThat(school(".choices .right")).hasCount(1);
    assertThat(school(".next")).containsText("Next");
    school(".next").click();
    page.waitForURL(Pattern.compile("page=4"));
    assertThat(school(".dots button.skipped"))
        .hasAttribute("aria-label", "3 of 9, a question without your guess");
  }

  @Test
  void aWrongQuotationIsCalledWrongBeforeItIsRead() {
    open("/#lang=en&lesson=one-container&page=1");
    Locator quote = school("blockquote.wrong");
    assertThat(quote).containsText(Pattern.compile("^\\s*✗ The article is wrong here"));
    assertThat(school(".say ~ blockquote")).hasCount(1);
    Locator original = quote.locator(".original > span");
    assertThat(original).isHidden();
    quote.locator("summary").click();
    assertThat(original).containsText("物理网络接口");
  }

  @Test
  void theExamsStandBeforeTheirPartAndBehindIt() {
    open("/#lang=en&view=lessons");
    assertThat(school("h3 + .exam-link a").first()).hasAttribute("href", "/exam/part-1/pre");
    assertThat(school(".shelf + .exam-link a").first()).hasAttribute("href", "/exam/part-1/post");
  }

  @Test
  void aChallengeIsCheckedAfterEachChange() {
    open("/#lang=en&challenge=no-row");
    school(".start").waitFor();
    assertThat(school(".goals").last().locator(".unmet")).hasCount(2);
    school(".start").click();
    assertThat(school(".count")).containsText("0 changes");
    school(".hint").click();
    assertThat(school(".hints li")).hasCount(1);
    assertThat(school(".hints")).containsText("Read who says it.");

    page.locator("#bench select").selectOption("gateway");
    Locator line = page.locator("#bench .terminal input");
    line.fill("ip route add 10.0.2.0/24 via 10.100.0.3");
    line.press("Enter");

    assertThat(school(".goals .met")).hasCount(3);
    assertThat(school(".check.good")).isVisible();
    assertThat(school(".stars")).hasText("★★★");
    Object kept = page.evaluate("localStorage.getItem('podlane.school')");
    assertThat(String.valueOf(kept)).contains("\"no-row\":3");
  }

  @Test
  void aRoomSeesOnePageAfterTheOtherAndNoAnswerBeforeTheGuess() {
    page.setViewportSize(1280, 720);
    open("/#lesson=gateway&page=3&view=projector&lang=en");
    Locator foot = page.locator("#projector");
    foot.locator(".choices").waitFor();
    assertThat(foot.locator(".sentence-large")).containsText("What will the gateway do?");
    assertThat(page.locator("#projector-top")).containsText("10 · How does the gateway know?");
    assertThat(page.locator("#projector-top")).containsText("3 of 9");
    assertThat(page.locator("#school")).isHidden();
    assertThat(foot.locator(".choices button")).hasCount(3);
    assertThat(foot.locator(".right, .wrong, :focus, .because")).hasCount(0);
    Object borders =
        foot.locator(".choices button")
            .evaluateAll("all => new Set(all.map(b => getComputedStyle(b).border)).size");
    assertThat(borders).isEqualTo(1);
    assertThat(smallestLetters()).isGreaterThanOrEqualTo(18);

    page.keyboard().press("PageDown");
    assertThat(foot.locator(".choices .right")).containsText("node-2");
    assertThat(foot.locator(".wrong")).hasCount(0);
    assertThat(smallestLetters()).isGreaterThanOrEqualTo(18);
    page.keyboard().press("PageDown");
    page.waitForURL(Pattern.compile("lesson=gateway&page=4&view=projector"));
    assertThat(foot.locator("pre")).containsText("via 10.100.0.3 dev eth0");
    page.keyboard().press("PageUp");
    assertThat(foot.locator(".choices .right")).containsText("node-2");
    page.keyboard().press("Escape");
    assertThat(school(".choices .right")).containsText("node-2");
  }

  private int smallestLetters() {
    return ((Number)
            page.evaluate(
                """
                () => Math.min(...[...document.querySelectorAll(
                    '#projector *, #projector-top *, #stage svg text')]
                  .filter((e) => e.getClientRects().length > 0 && !e.closest('.sr, figcaption')
                      && [...e.childNodes].some((n) => n.nodeType === 3 && n.data.trim()))
                  .map((e) => {
                    const size = parseFloat(e.getAttribute('font-size')
                        ?? getComputedStyle(e).fontSize);
                    const matrix = e.getScreenCTM?.();
                    return Math.round(size * (matrix ? matrix.a : 1) * 10) / 10;
                  }))\
                """))
        .intValue();
  }

  @Test
  void aQuestionIsNotAnsweredByTheRestOfThePage() {
    open("/#lesson=hairpin&page=2&lang=en");
    page.locator("#player .where:has-text('step')").waitFor();
    assertThat(school(".asked h3")).isVisible();
    page.locator("#inspector [role=tab]").first().click();
    Locator panel = page.locator("#tabpanel");
    assertThat(panel.locator(".decision")).containsText("What happens here is the question.");
    assertThat(panel.locator(".chains, .table, .command")).hasCount(0);
    assertThat(page.locator("#strip s")).hasCount(0);
    assertThat(page.locator("#probe .options summary")).not().containsText("default/web-1");
    page.locator("#stage").press("ArrowRight");
    assertThat(school(".choices .right")).hasCount(1);
    assertThat(school(".because")).not().containsText("Right.");
    page.locator("#actions button[lang=zh]").click();
    assertThat(school(".because")).containsText(Pattern.compile("[\\u4e00-\\u9fff]"));
    assertThat(school(".choices .right")).hasCount(1);
  }

  @Test
  void whatIsAssumedIsHiddenWhileItIsAskedAndStandsBelowThePicture() {
    open("/#lang=en&lesson=who-enforces&page=1");
    assertThat(page.locator("#stage .chips li").first()).containsText("olic");
    assertThat(page.locator("#stage .chips")).not().isVisible();
    page.keyboard().press("3");
    assertThat(page.locator("#stage .chips")).isVisible();

    open("/#lang=en&lesson=who-enforces&page=5");
    school(".task .start").click();
    school(".offer").filter(new Locator.FilterOptions().setHasText("policyEngine")).click();
    assertThat(page.locator("#stage .chips li").first()).containsText("olic");
    page.waitForCondition(
        () -> {
          BoundingBox machine = page.locator("#stage .machine").first().boundingBox();
          BoundingBox chip = page.locator("#stage .chips li").first().boundingBox();
          return machine.y + machine.height <= chip.y;
        });
  }

  @Test
  void aWorksheetIsBlankAndItsAnswersStandOnAPageOfTheirOwn() {
    open("/#lesson=gateway&lang=zh");
    school(".to-sheet").click();
    page.waitForURL(Pattern.compile("view=worksheet"));
    Locator blank = page.locator("#worksheet .sheet.blank");
    Locator solved = page.locator("#worksheet .sheet.solved");
    assertThat(blank.locator("h1")).hasText("网关怎么知道往哪儿送？");
    assertThat(blank.locator("table.routes")).hasCount(3);
    assertThat(blank.locator("table.links tbody tr")).hasCount(4);
    assertThat(String.join("", blank.locator("td").allTextContents())).isEmpty();
    assertThat(blank.locator(".right")).hasCount(0);
    assertThat(solved.locator(".right").first()).containsText("交给 node-2");
    assertThat(solved.locator("table.routes").first()).containsText("10.100.0.3");
    assertThat(solved.locator("table.links tr").last()).containsText("61");
    page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
    assertThat(page.locator("#stage")).isHidden();
    assertThat(page.locator("#worksheet .sheet-bar")).isHidden();
    assertThat(solved).hasCSS("break-before", "page");
    page.keyboard().press("Escape");
    assertThat(page.locator("#worksheet")).isHidden();
  }

  @Test
  void aWordPointsAtTheThingOnTheStage() {
    open("/#lesson=gateway&page=2&lang=en");
    Locator word = school(".words .word").first();
    assertThat(word).containsText("next hop");
    assertThat(school(".words dt").first()).containsText("下一跳");
    page.locator("#stage .token").first().waitFor(); // then nothing moves under the pointer
    word.hover();
    Locator row = page.locator("#stage .route.pointed[data-ns=gateway]");
    assertThat(row).hasAttribute("data-row", "10.0.2.0/24");
    school("h2").hover();
    assertThat(row).hasCount(0);
    Locator term = school(".say .term");
    assertThat(term).hasText("default route");
    term.click();
    Locator route = page.locator("#stage .route.pointed");
    assertThat(route).hasAttribute("data-ns", "node-1");
    school("h2").hover();
    assertThat(route).hasCount(1);
  }
}
