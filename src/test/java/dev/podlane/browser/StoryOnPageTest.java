package dev.podlane.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** A walk is a story: short, at the reader's pace, and its end is told when the packet arrives. */
class StoryOnPageTest extends BrowserTest {

  @Override
  protected boolean toldAtOnce() {
    return false;
  }

  private Locator outcome() {
    return page.locator("#inspector .outcome");
  }

  private Locator where() {
    return page.locator("#player .where");
  }

  private Locator carryOn() {
    return page.locator("#player .continue");
  }

  private void send(String path) {
    open(path);
    page.locator("#stage g.machine").first().waitFor();
    page.locator("form.probe button[type=submit]").click();
    outcome().waitFor();
  }

  @Test
  void theEndIsNotToldBeforeThePacketArrives() {
    send("/#cluster=article");
    standAtTheBeginning();
    assertThat(outcome()).containsText("On its way");
    assertThat(page.locator("#lanes path.mark.ahead")).hasCount(18);
    assertThat(page.locator("#inspector .steps li")).hasCount(1);
    for (int step = 2; step <= 17; step++) {
      carryOn().click();
      assertThat(where()).containsText("step " + step + " of 18");
    }
    assertThat(outcome()).containsText("On its way");
    carryOn().click();
    assertThat(outcome()).containsText("nginx on web-2 answered");

    page.locator("#stage").press("Home");
    assertThat(outcome()).containsText("You are looking back at step 1 of 18");
    assertThat(page.locator("#lanes path.mark.reply")).not().hasCount(0);
  }

  @Test
  void theEndIsToldAtOnceToThoseWhoAsk() {
    send("/#cluster=article");
    standAtTheBeginning();
    outcome().getByText("tell me now").click();
    assertThat(outcome()).containsText("nginx on web-2 answered");
    assertThat(where()).containsText("step 1 of 18");

    outcome().getByText("Tell me at once").click();
    page.reload();
    page.locator("form.probe button[type=submit]").click();
    assertThat(outcome()).containsText("nginx on web-2 answered");
  }

  @Test
  void whoPressesOnlySpaceSeesTheWholeWalk() {
    open("/#cluster=article");
    page.locator("#stage g.machine").first().waitFor();
    assertThat(page.locator("#strip")).containsText("Press Send or Space");
    page.locator("#player select[name=speed]").selectOption("4");
    page.locator("#stage").press(" ");
    assertThat(page.locator("#strip")).containsText("10.0.1.2 → 10.0.2.2 · TTL 64");
    assertThat(outcome())
        .containsText(
            "answered",
            new com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions()
                .setTimeout(60_000));
    assertThat(where()).containsText("step 18 of 18");
    assertThat(page.locator("#player .play")).hasAttribute("aria-pressed", "false");
  }

  @Test
  void nothingOnThePageMovesWhenAPacketIsSentOrToldInDetail() {
    open("/#cluster=article");
    page.locator("#stage g.machine").first().waitFor();
    String before = places();
    page.locator("form.probe button[type=submit]").click();
    standAtTheBeginning();
    assertThat(places()).isEqualTo(before);
    page.locator("#player select[name=detail]").selectOption("row");
    assertThat(where()).not().containsText("of 18");
    assertThat(places()).isEqualTo(before);
    page.locator("#player select[name=arp-choice]").selectOption("open");
    assertThat(places()).isEqualTo(before);
  }

  private String places() {
    return (String)
        page.evaluate(
            "() => ['#strip', '#stage', '.foot', '#side', '#inspector'].map((s) => {"
                + " const { x, y, width, height } ="
                + " document.querySelector(s).getBoundingClientRect();"
                + " return [s, x, y, width, height].join(' '); }).join('; ')");
  }

  @Test
  void anotherDetailKeepsTheMomentAndComingBackFindsTheStep() {
    send("/#cluster=article");
    standAtTheBeginning();
    for (int i = 0; i < 4; i++) {
      carryOn().click();
    }
    assertThat(where()).containsText("step 5 of 18");
    Locator sentence = page.locator("#inspector .decision p").first();
    String told = sentence.textContent();
    for (String detail : new String[] {"row", "stage", "story"}) {
      page.locator("#player select[name=detail]").selectOption(detail);
      assertThat(sentence).hasText(told);
    }
    assertThat(where()).containsText("step 5 of 18");
  }

  @Test
  void layersGoUpOnTheLeftAndDownOnTheRight() {
    send("/#cluster=article");
    standAtTheBeginning();
    for (int i = 0; i < 4; i++) {
      page.locator("#stage").press("ArrowRight");
    }
    assertThat(page.locator("#inspector .layers [data-way=up]").last())
        .containsText("↑ 1 Ethernet");
    assertThat(page.locator("#inspector .layers [data-way=down]").last())
        .containsText("↓ 4 Ethernet");
    assertThat(page.locator("#inspector .layers [data-way=down]").nth(1)).containsText("step 6");
    assertThat(page.locator("#inspector .command pre"))
        .containsText("10.0.2.2 from 10.0.1.2 via 10.100.0.3 dev eth0");
  }

  @Test
  void tablesAreThoseOfTheMomentAtTheCursor() {
    send("/#cluster=article");
    standAtTheBeginning();
    page.getByRole(AriaRole.TAB, new Page.GetByRoleOptions().setName("Namespace")).click();
    assertThat(page.locator("#tabpanel")).containsText("as they are at step 1");
    assertThat(page.locator("#tabpanel")).not().containsText("REACHABLE");
    page.locator("#stage").press("End");
    assertThat(page.locator("#tabpanel")).containsText("REACHABLE");
    assertThat(page.locator("#tabpanel")).not().containsText("INCOMPLETE");
  }

  @Test
  void aLinkHoldsTheStepTheDetailTheTabAndTheSpeed() {
    send("/#cluster=article");
    standAtTheBeginning();
    page.locator("#player select[name=speed]").selectOption("2");
    page.locator("#player select[name=detail]").selectOption("stage");
    page.getByRole(AriaRole.TAB, new Page.GetByRoleOptions().setName("Packet")).click();
    page.locator("#stage").press("ArrowRight");
    Locator step = where();
    assertThat(step).containsText("step 3 of 72");
    assertThat(page).hasURL(Pattern.compile("step=0\\.2.*level=stage.*tab=packet.*speed=2"));
    String told = step.textContent();
    String link = page.url();

    page.navigate("about:blank");
    page.navigate(link);
    assertThat(step).hasText(told);
    assertThat(page.locator("#tab-packet")).hasAttribute("aria-selected", "true");
    assertThat(page.locator("#player select[name=speed]")).hasValue("2");

    page.navigate("about:blank");
    page.navigate(link + "&play=1");
    assertThat(step).not().hasText(told);
  }

  @Test
  void theSidesAreDraggedFoldedAndRemembered() {
    open("/#cluster=article");
    page.locator("#stage g.machine").first().waitFor();
    Locator border = page.locator(".border.right");
    double width = page.locator("#inspector").boundingBox().width;
    border.press("ArrowLeft");
    assertThat(border).hasAttribute("aria-valuenow", String.valueOf((int) width + 16));
    page.locator(".border.left").press("Enter");
    assertThat(page.locator("#side .rail")).isVisible();

    page.reload();
    assertThat(page.locator("#side .rail")).isVisible();
    assertThat(page.locator("#inspector").boundingBox().width).isEqualTo(width + 16);
    page.locator("#side .rail button").first().click();
    assertThat(page.locator("#side .rail")).hasCount(0);
  }

  @Test
  void typingALetterLeavesTheStageAlone() {
    send("/#cluster=article");
    standAtTheBeginning();
    page.evaluate(
        "() => { window.touched = 0; for (const id of ['stage', 'lanes', 'strip', 'inspector'])"
            + " new MutationObserver((list) => { window.touched += list.length; })"
            + ".observe(document.getElementById(id), { subtree: true, childList: true,"
            + " attributes: true, characterData: true }); }");
    page.locator("form.probe input[name=to]").fill("web-2");
    assertThat(outcome()).containsText("Send again");
    int stale = (int) page.evaluate("() => window.touched");
    page.locator("form.probe input[name=to]").fill("web-");
    page.evaluate(
        "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))");
    assertThat((int) page.evaluate("() => window.touched")).isEqualTo(stale);
  }

  @Test
  void whoGuessesFirstIsAskedBeforeADecisionIsTold() {
    open("/#cluster=article");
    page.locator("#stage g.machine").first().waitFor();
    page.locator("#side .guessing input").check();
    page.locator("form.probe button[type=submit]").click();
    standAtTheBeginning();
    carryOn().click();
    Locator question = page.locator("#inspector .guess");
    assertThat(question).containsText("A packet for 10.0.2.2 stands at node-1.");
    assertThat(page.locator("#inspector .layers [data-way=down]")).hasCount(0);
    page.locator("#stage").press("End");
    assertThat(where()).containsText("step 2 of 18");

    page.locator("#stage").press("1");
    assertThat(where()).containsText("step 3 of 18");
    Locator guessed = page.locator("#inspector .guessed");
    assertThat(guessed)
        .containsText(Pattern.compile("Right\\. The row default|Not so\\..*10\\.0\\.2\\.2"));
    page.locator("#stage").press("End");
    assertThat(where()).containsText("step 4 of 18");
    assertThat(question).containsText("gateway");
    assertThat(guessed).hasCount(0);
    page.locator("#stage").press("1");
    assertThat(guessed).hasCount(1);
  }

  @Test
  void theKeysAreListedOnAQuestionMark() {
    open("/#cluster=article");
    page.locator("#stage g.machine").first().waitFor();
    page.locator("#stage").press("?");
    assertThat(page.locator("#keys")).containsText("Page Down");
    page.keyboard().press("Escape");
    assertThat(page.locator("#keys")).isHidden();
    page.locator("#stage").press("/");
    assertThat(page.locator("#stage-tools input[type=search]")).isFocused();
  }
}
