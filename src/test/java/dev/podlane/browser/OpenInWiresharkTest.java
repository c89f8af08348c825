package dev.podlane.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

/** A visitor takes the packets of a walk along. */
class OpenInWiresharkTest extends BrowserTest {
  private Locator inMenu() {
    return page.locator("#actions details:not(.share) button")
        .filter(named("Capture for Wireshark"));
  }

  private static Locator.FilterOptions named(String text) {
    return new Locator.FilterOptions().setHasText(text);
  }

  private void openMenu() {
    page.locator("#actions details:not(.share) summary").click();
  }

  private void send() {
    page.locator("form.probe button[type=submit]").click();
    assertThat(page.locator("#inspector .outcome")).containsText("answered");
  }

  @Test
  void theWholePathIsAFileOfAllDevices() throws IOException {
    open("/");
    assertThat(page.locator("#stage")).containsText("web-1");
    openMenu();
    assertThat(inMenu()).isDisabled();
    openMenu();
    send();
    openMenu();

    Download download = page.waitForDownload(() -> inMenu().click());

    assertThat(download.suggestedFilename()).isEqualTo("article.pcapng");
    assertThat(octets(download)).startsWith(0x0a, 0x0d, 0x0d, 0x0a);
    assertThat(text(download)).contains("default/web-1/eth0", "gateway/eth0");
  }

  @Test
  void theFileIsOfTheWalkThatIsShownNotOfWhatWasTypedSince() throws IOException {
    open("/");
    assertThat(page.locator("#stage")).containsText("web-1");
    page.locator("form.probe .options summary").click();
    page.locator("form.probe select[name=caches]").selectOption("warm");
    send();
    page.locator("form.probe input[name=to]").fill("203.0.113.9");
    openMenu();

    Download download = page.waitForDownload(() -> inMenu().click());

    assertThat(text(download)).contains("default/web-2/eth0").doesNotContain("flow=arp");
  }

  @Test
  void aDevicesPacketsAreTakenFromItsRowInTheInspector() throws IOException {
    open("/");
    assertThat(page.locator("#stage")).containsText("web-1");
    send();
    page.getByText("gateway looks up 10.0.2.2").first().click();
    page.locator("#tab-namespace").click();
    Locator button =
        page.locator("#inspector")
            .getByRole(
                AriaRole.BUTTON,
                new Locator.GetByRoleOptions()
                    .setName("Capture for Wireshark of the packets on gateway/eth0"));

    Download download = page.waitForDownload(button::click);

    assertThat(download.suggestedFilename()).isEqualTo("article-gateway-eth0.pcapng");
    assertThat(octets(download)).startsWith(0x0a, 0x0d, 0x0d, 0x0a);
    assertThat(text(download)).contains("gateway/eth0").doesNotContain("node-1/cbr0");
    assertThat(page.locator("#inspector .devices li").filter(named("lo")).locator("button"))
        .hasCount(0);
  }

  private static byte[] octets(Download download) throws IOException {
    return Files.readAllBytes(download.path());
  }

  private static String text(Download download) throws IOException {
    return new String(octets(download), StandardCharsets.ISO_8859_1);
  }
}
