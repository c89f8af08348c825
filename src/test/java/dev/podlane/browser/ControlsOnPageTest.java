package dev.podlane.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Contrast;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Keys, wheel, colours and files of the page do what they say. */
class ControlsOnPageTest extends BrowserTest {
  private static final Pattern FIRST = Pattern.compile("step 1 of .*");

  private Locator where() {
    return page.locator("#player .where");
  }

  private Locator outcome() {
    return page.locator("#inspector .outcome");
  }

  private void open() {
    open("/#lang=en");
    assertThat(page.locator("#stage")).containsText("web-1");
  }

  private double zoom() {
    String transform = page.locator("svg.scene > g").getAttribute("transform");
    return Double.parseDouble(transform.replaceAll(".*scale\\(|\\)$", ""));
  }

  @Test
  void sendPlaysTheWalkAndTheKeyboardIsAtThePlayer() {
    open();
    page.locator("form.probe input[name=to]").press("Enter");

    assertThat(outcome()).containsText("answered");
    assertThat(page.locator("#player .continue")).isFocused();
    assertThat(page.locator("#player .play")).hasAttribute("aria-pressed", "true");
    page.keyboard().press("Space");
    assertThat(where()).not().hasText(FIRST);
    assertThat(page.locator("#player .play")).hasAttribute("aria-pressed", "false");
  }

  @Test
  void spaceSendsWhatIsReadyAndThenPlaysAndPauses() {
    open();
    page.locator("#stage").press(" ");
    assertThat(outcome()).containsText("answered");
    assertThat(page.locator("#player .play")).hasAttribute("aria-pressed", "true");
    page.locator("#stage").press(" ");
    assertThat(page.locator("#player .play")).hasAttribute("aria-pressed", "false");

    page.locator("form.probe input[name=to]").fill("10.0.2.77");
    page.locator("#stage").press(" ");
    assertThat(outcome()).not().containsText("answered;");
  }

  @Test
  void theSkipLinkGoesToTheStepsAndStaysOnTheCluster() {
    open("/#lang=en&cluster=vxlan");
    assertThat(page.locator("#stage")).containsText("flannel.1");
    page.locator("#skip").focus();
    page.keyboard().press("Enter");

    assertThat(page.locator("#tabpanel")).isFocused();
    page.keyboard().press("Tab");
    assertThat(page.locator("#stage")).containsText("flannel.1");
    assertThat(page).hasURL(Pattern.compile("cluster=vxlan"));
  }

  @Test
  void theWheelGoesOutAndBackAndNotForEver() {
    open();
    double fitting = zoom();
    page.locator("#stage").hover();
    page.mouse().wheel(0, 150);
    page.waitForCondition(() -> zoom() < fitting);
    page.mouse().wheel(0, 9_000);
    page.waitForCondition(() -> zoom() <= fitting * 0.61);
    assertThat(zoom()).isGreaterThan(fitting * 0.59);
    page.mouse().wheel(0, -300);
    page.waitForCondition(() -> zoom() > fitting * 0.61);
  }

  @Test
  void theSliderObeysItsKeys() {
    open();
    page.locator("form.probe button[type=submit]").click();
    standAtTheBeginning();
    Locator lanes = page.locator("#lanes");
    lanes.press("ArrowDown");
    assertThat(where()).hasText(Pattern.compile("step 2 of .*"));
    lanes.press("PageDown");
    assertThat(where()).hasText(Pattern.compile("step 3 of .*"));
    lanes.press("ArrowDown");
    assertThat(where()).hasText(Pattern.compile("step 5 of .*"));
    lanes.press("ArrowUp");
    assertThat(where()).hasText(Pattern.compile("step 16 of .*"));
    lanes.press("PageUp");
    assertThat(where()).hasText(Pattern.compile("step 15 of .*"));
    lanes.press("Home");
    assertThat(where()).hasText(FIRST);
  }

  @Test
  void menusCloseWithEscapeAndAClickElsewhere() {
    open();
    Locator menu = page.locator("#actions details:not(.share)");
    for (Runnable close :
        List.<Runnable>of(
            () -> page.keyboard().press("Escape"), () -> page.locator(".brand").click())) {
      menu.locator("summary").click();
      assertThat(menu).hasAttribute("open", "");
      close.run();
      assertThat(menu).not().hasAttribute("open", "");
    }
  }

  @Test
  void savedPicturesHavePodsHoweverFarAndWordsOneCanRead() throws IOException {
    open("/#lang=en&cluster=twenty-nodes");
    assertThat(page.locator("#stage")).containsText("node-20");
    String far = Files.readString(save("Picture (SVG)").path());
    assertThat(far.split("h.01", -1).length - 1).as("dots").isEqualTo(300);

    open("/#lang=en&cluster=article");
    page.reload();
    assertThat(page.locator("#stage")).containsText("web-1");
    page.locator("form.probe button[type=submit]").click();
    standAtTheBeginning();
    page.locator("#stage").press("End");
    String near = Files.readString(save("Picture (SVG)").path());
    assertThat(near).containsPattern("<text class=\"word strong request\"[^>]*>request</text>");
    assertThat(near).containsPattern("\\.word\\.request *\\{ *fill: rgb");
    assertThat(near).doesNotContain("var(--").doesNotContain("light-dark");
    assertThat(near).contains("The article", "reaches the program that asked");
    assertThat(Files.readAllBytes(save("Picture (PNG)").path())).startsWith(0x89, 'P', 'N', 'G');
  }

  @Test
  void everyFieldOfAProbeIsOnThePage() {
    open();
    List<?> known =
        (List<?>)
            page.evaluate(
                "async () => (await import('/app/model/probe.js')).FIELDS.map((f) => f.name)");
    List<?> asked =
        (List<?>)
            page.evaluate(
                "async () => Object.keys((await (await fetch('/v3/api-docs')).json())"
                    + ".components.schemas.Probe.properties)");
    assertThat(known).isNotEmpty();
    assertThat(Set.<Object>copyOf(asked)).isEqualTo(Set.<Object>copyOf(known));
  }

  @Test
  void whoAsksForContrastGetsItInTheDarkToo() {
    page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
    open();
    String usual = colourOfSmallText();
    page.emulateMedia(
        new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK).setContrast(Contrast.MORE));

    assertThat(colourOfSmallText()).isNotEqualTo(usual).isEqualTo("rgb(227, 232, 242)");
  }

  private String colourOfSmallText() {
    return (String)
        page.locator("#side small").first().evaluate("el => getComputedStyle(el).color");
  }

  @Test
  void theLicencesAreReadOnAPageOfTheirOwn() {
    open();
    page.locator("#side footer a").click();

    assertThat(
            page.getByRole(
                AriaRole.HEADING, new Page.GetByRoleOptions().setName("Licences").setExact(true)))
        .hasCount(1);
    assertThat(page.locator("table")).containsText("H2 Database Engine");
    assertThat(page.locator("#MPL-2\\.0 pre")).containsText("Mozilla Public License Version 2.0");
  }

  private Download save(String what) {
    page.locator("#actions details:not(.share) summary").click();
    return page.waitForDownload(
        () ->
            page.locator("#actions details:not(.share) button")
                .filter(new Locator.FilterOptions().setHasText(what))
                .click());
  }
}
