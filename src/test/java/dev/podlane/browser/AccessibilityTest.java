package dev.podlane.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.BoundingBox;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ForcedColors;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/**
 * axe-core finds nothing serious or critical, whatever the page shows.
 *
 * <p>axe judges what it can: names and roles of controls, contrast of text, the order of headings,
 * what scrolls without a keyboard. It sees no meaning; {@code ControlsOnPageTest} tries the keys.
 */
class AccessibilityTest extends BrowserTest {
  /** Reads axe's findings as sentences: impact, rule, where, and why. */
  private static final String SERIOUS =
      """
      async () => (await axe.run(document, {resultTypes: ['violations']})).violations
        .filter(({impact}) => impact === 'serious' || impact === 'critical')
        .flatMap(({impact, id, nodes}) => nodes.map(({target, failureSummary}) =>
          `${impact} ${id}: ${target.join(' ')}: ${failureSummary.replace(/\\s+/g, ' ')}`))
      """;

  private static final String AXE = axe();

  private static String axe() {
    try (InputStream script = AccessibilityTest.class.getResourceAsStream("/axe.min.js")) {
      return new String(Objects.requireNonNull(script).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private void hasNothingSerious(String state) {
    page.evaluate(AXE);
    assertThat(findings()).as(state).isEmpty();
    screenshot(state.replace(' ', '-'));
  }

  @SuppressWarnings("unchecked") // the script above returns an array of strings
  private List<String> findings() {
    return (List<String>) page.evaluate(SERIOUS);
  }

  private void drawn(String path) {
    open(path);
    assertThat(page.locator("#stage")).containsText("node-1");
  }

  private void send() {
    page.locator("form.probe button[type=submit]").click();
    page.locator("#inspector .outcome").waitFor();
  }

  private void everyTab(String theme) {
    Locator tabs = page.locator("#inspector [role=tab]");
    for (int i = 0; i < tabs.count(); i++) {
      tabs.nth(i).click();
      assertThat(tabs.nth(i)).hasAttribute("aria-selected", "true");
      hasNothingSerious(theme + " tab " + i);
    }
  }

  private void aWalk(String lang, String theme) {
    drawn("/#lang=" + lang);
    hasNothingSerious(lang + " " + theme + " before sending");
    send();
    hasNothingSerious(lang + " " + theme + " playing");
    page.locator("#stage").press("End");
    hasNothingSerious(lang + " " + theme + " arrived");
    everyTab(lang + " " + theme);
  }

  @Test
  void axeIsRunAndSeesAButtonWithoutAName() {
    drawn("/#lang=en");
    page.evaluate(AXE);
    page.evaluate(
        "() => document.querySelector('#actions').append(document.createElement('button'))");

    assertThat(findings()).anyMatch(finding -> finding.startsWith("critical button-name"));
  }

  @Test
  void aWalkInEnglishAndLight() {
    aWalk("en", "light");
  }

  @Test
  void aWalkInChineseAndDark() {
    page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
    aWalk("zh", "dark");
  }

  @Test
  void dialogsAndTerminal() {
    drawn("/#lang=en");
    page.locator("#stage").press("?");
    assertThat(page.locator("#keys")).isVisible();
    hasNothingSerious("keys");
    page.keyboard().press("Escape");
    page.locator("#actions > .to-bring").click();
    assertThat(page.locator("#import-dialog")).isVisible();
    hasNothingSerious("import");
    page.keyboard().press("Escape");
    page.locator("#stage g.router circle").click();
    assertThat(page.locator(".terminal input")).isVisible();
    page.locator(".terminal input").fill("ip route del 10.9.0.0/24");
    page.locator(".terminal input").press("Enter");
    assertThat(page.locator(".terminal .refused")).isVisible();
    hasNothingSerious("terminal");
  }

  @Test
  void policies() {
    for (String lang : List.of("en", "zh")) {
      page.navigate("about:blank");
      drawn("/#cluster=policies&probe=tcp&from=web-1&to=data/db-0&port=5432&sent=1&lang=" + lang);
      page.locator("#inspector .outcome").waitFor();
      page.locator("#stage").press("End");
      page.locator("#inspector .rule-card").first().waitFor();
      hasNothingSerious(lang + " why");
      page.locator(".board-button").click();
      page.locator("#reach td.deny").first().focus();
      page.locator("#inspector .rule-card").first().waitFor();
      hasNothingSerious(lang + " reach");
      page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
    }
  }

  @Test
  void problemsOfAField() {
    drawn("/#lang=en");
    page.locator("form.probe input[name=to]").fill("no such pod");
    page.locator("form.probe input[name=to]").press("Enter");
    assertThat(page.locator(".probe .problem").first()).isVisible();
    hasNothingSerious("problem of a field");
    expectComplaint("400");
  }

  @Test
  void aProjector() {
    drawn("/#lang=en&view=projector");
    hasNothingSerious("projector before sending");
    page.keyboard().press("PageDown");
    assertThat(page.locator("#projector-top")).containsText("step 1 of");
    hasNothingSerious("projector walking");
  }

  @Test
  void aPhone() {
    page.setViewportSize(390, 844);
    drawn("/#lang=en");
    hasNothingSerious("phone");
    assertThat(page.locator("#stage .fold-word").first()).hasText("+1 pod");
    assertThat(page.locator("#stage .pod.ns[data-ns='default/api-1']")).hasCount(0);
    page.locator("#stage [data-fold=node-1]").click();
    assertThat(page.locator("#stage .pod.ns[data-ns='default/api-1']")).hasCount(1);
    page.locator(".phone-search").click();
    page.locator(".search input").fill("db");
    assertThat(page.locator("#hits li")).hasCount(1);
    fingersFit("search");
    page.locator("#hits li").click();
    assertThat(page.locator("#stage .pod.ns[data-ns='default/db-0']")).hasCount(1);
    assertThat(page.locator(".search input")).isHidden();
    page.locator(".probe .line").click();
    assertThat(page.locator(".probe input[name=to]")).isVisible();
    hasNothingSerious("phone probe");
    page.keyboard().press("Escape");
    assertThat(page.locator(".probe input[name=to]")).isHidden();
    page.locator(".phone-menu").click();
    hasNothingSerious("phone menu");
    fingersFit("menu");
    pullDown("#actions");
    assertThat(page.locator("#actions .cluster")).isHidden();
    page.locator("#stage").press(" ");
    assertThat(page.locator(".sentence .standing")).containsText("step ");
    assertThat(page.locator("#stage .pod.ns[data-ns='default/db-0']")).hasCount(1);
    page.locator("#stage").press("End");
    assertThat(page.locator("#stage .route.solo.lit")).hasCount(2);
    hasNothingSerious("phone arrived");
    fingersFit("phone arrived");
    page.locator(".sentence .standing .why").click();
    Locator packet = page.locator("#stage .token.main .body");
    assertThat(page.locator("#tabpanel")).isVisible();
    assertThat(page.locator("#inspector").boundingBox().height).isBetween(844 * 0.69, 844 * 0.71);
    page.waitForCondition(() -> isBetween(packet, 134, 844 * 0.3)); // above the sheet
    pullDown("#inspector");
    assertThat(page.locator("#tabpanel")).isHidden();
    page.setViewportSize(844, 390);
    hasNothingSerious("phone on its side");
    fingersFit("phone on its side");
  }

  /** Returns true if something is drawn and begins at such a height; it may be on its way there. */
  private static boolean isBetween(Locator drawn, double top, double bottom) {
    BoundingBox box = drawn.boundingBox();
    return box != null && box.y >= top && box.y <= bottom;
  }

  /** A finger goes down over the head of a sheet. */
  private void pullDown(String sheet) {
    page.locator(sheet)
        .evaluate(
            """
            (sheet) => {
              const { left, top } = sheet.getBoundingClientRect();
              const at = (clientY) => [new Touch({ identifier: 1, target: sheet, clientX: left + 20, clientY })];
              for (const [type, y] of [['touchstart', top + 8], ['touchmove', top + 60], ['touchmove', top + 120]]) {
                sheet.dispatchEvent(new TouchEvent(type, { bubbles: true, touches: at(y) }));
              }
              sheet.dispatchEvent(new TouchEvent('touchend', { bubbles: true, touches: [] }));
            }\
            """);
  }

  /** A finger can hit all that is seen of the bars and the player, and nothing of it is cut. */
  private void fingersFit(String state) {
    Object small =
        page.evaluate(
            """
            () => [...document.querySelectorAll('header button, header select, header summary, .search input, .search button, #hits li, #player button')]
              .filter((e) => e.checkVisibility() && e.getBoundingClientRect().width > 1)
              .map((e) => ({ e, r: e.getBoundingClientRect() }))
              .filter(({ e, r }) => r.height < 43.5 || r.width < 43.5 || r.left < 0 || r.right > innerWidth || e.scrollWidth > e.clientWidth + 1)
              .map(({ e, r }) => `${e.className} ${e.textContent.trim()} ${r.width}×${r.height}`)\
            """);
    assertThat((List<?>) small).as("too small or cut: " + state).isEmpty();
  }

  @Test
  void aClass() {
    open("/class?lang=en");
    page.locator(".open-room").waitFor();
    hasNothingSerious("class begins");
    page.locator(".open-room").click();
    page.locator("h1 .code").waitFor();
    hasNothingSerious("class teacher");
    String code = page.locator("h1 .code").textContent();
    page.evaluate("() => localStorage.clear()");
    page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
    page.navigate("about:blank");
    open("/class/" + code + "?lang=zh");
    page.locator("form button.primary").click();
    page.locator(".class-bar .live").waitFor();
    hasNothingSerious("class member");
  }

  @Test
  void forcedColours() {
    page.emulateMedia(new Page.EmulateMediaOptions().setForcedColors(ForcedColors.ACTIVE));
    drawn("/#lang=en");
    send();
    hasNothingSerious("forced colours");
  }
}
