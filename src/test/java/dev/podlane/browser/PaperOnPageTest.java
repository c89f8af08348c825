package dev.podlane.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Media;
import org.junit.jupiter.api.Test;

/** A printed page has the stage and every step of the walk, numbered, dark on white. */
class PaperOnPageTest extends BrowserTest {
  private static final int A4_WIDTH = 794;
  private static final int A4_HEIGHT = 1123;

  @Test
  void theWalkIsANumberedListOnWhitePaper() {
    open("/#cluster=article");
    page.locator("#side ol.try li button").nth(1).click();
    page.locator("#inspector .outcome").waitFor();
    page.locator("#stage").press("End");
    assertThat(page.locator(".steps li")).hasCount(18);

    page.setViewportSize(A4_WIDTH, A4_HEIGHT);
    page.emulateMedia(
        new Page.EmulateMediaOptions().setMedia(Media.PRINT).setColorScheme(ColorScheme.DARK));

    page.evaluate("dispatchEvent(new Event('beforeprint'))");

    assertThat(page.locator(".printed img")).isVisible();
    assertThat(page.locator(".printed li")).hasCount(18);
    assertThat(page.locator(".printed li").last()).isVisible();
    assertThat(page.locator(".printed .end")).containsText("nginx on web-2 answered");
    assertThat(page.locator("#inspector")).isHidden();
    assertThat(page.locator("html")).hasCSS("background-color", "rgb(255, 255, 255)");

    page.evaluate("dispatchEvent(new Event('afterprint'))");
    assertThat(page.locator(".printed li")).hasCount(0);
  }
}
