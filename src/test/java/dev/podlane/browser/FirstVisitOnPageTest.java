package dev.podlane.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The page without a link: a first visitor, one who comes back, and what there is to see. */
class FirstVisitOnPageTest extends BrowserTest {
  /** Nothing is kept in this browser yet. */
  @Override
  protected boolean toldAtOnce() {
    return false;
  }

  @Test
  void oneKeySendsTheFirstLessonsPacket() {
    open("/");
    Locator greeting = page.locator("#school .greeting");
    assertThat(greeting.locator("code")).containsText("127.0.0.1");
    assertThat(page.locator("#stage svg .machine").first()).isVisible();
    page.keyboard().press("Space");
    assertThat(page.locator("#player .where")).containsText("step 1 of");
    assertThat(greeting).not().containsText("sends it");
    assertThat(page.locator("#sentence .said")).isVisible();
    assertThat(page.locator("#sentence .said")).containsText("127.0.0.1");
    assertThat(page.locator("#stage .pill.lo")).isVisible();
    greeting.locator(".begin").click();
    page.waitForURL(Pattern.compile("#lesson=[a-z-]+&page=1"));
    assertThat(page.locator("#school .next")).isVisible(); // the lesson may come after its link
    page.keyboard().press("PageDown");
    page.waitForURL(Pattern.compile("&page=2"));

    page.navigate("about:blank");
    open("/");
    page.waitForURL(Pattern.compile("#lesson=[a-z-]+&page=2"));
    page.locator("#school .leave").click();
    page.navigate("about:blank");
    open("/");
    assertThat(page.locator("#side .lessons-side").first()).containsText("0 of 13");
    assertThat(page.locator("#school")).isHidden();
    assertThat(page.locator("html[data-right-folded], body[data-right-folded]")).hasCount(0);
  }

  @Test
  void theGalleryOpensScenesAndRealManifestsAndPutsPodNetworksSideBySide() {
    open("/#cluster=article&lang=en");
    page.locator("#side .to-gallery").click();
    Locator gallery = page.locator("#gallery");
    assertThat(gallery.locator("section")).hasCount(7);
    assertThat(gallery).containsText("Apache-2.0");
    page.waitForURL(Pattern.compile("view=gallery"));
    gallery.getByText("Guestbook", new Locator.GetByTextOptions().setExact(true)).click();
    assertThat(gallery).isHidden();
    assertThat(page.locator("#side .report")).containsText("3 nodes and 6 pods drawn");

    page.locator("#side .to-gallery").click();
    gallery.getByText("bridge beside kindnet").click();
    page.locator(".stage").nth(1).waitFor();
    assertThat(page.locator("select[name=podNetwork]")).hasValue("kindnet");
  }
}
