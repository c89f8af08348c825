package dev.podlane.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.FrameLocator;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Base64;
import java.util.regex.Pattern;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

class SharingOnPageTest extends BrowserTest {
  private static final Pattern PROJECTOR = Pattern.compile("projector");

  private void openAtTheEnd() {
    open("/#cluster=article&sent=1");
    page.locator("#stage .token").waitFor();
    page.keyboard().press("End");
  }

  private Download save(String text) {
    page.locator("#actions details:not(.share) > summary").click();
    Locator item =
        page.locator("#actions details[open] button", new Page.LocatorOptions().setHasText(text));
    return page.waitForDownload(item::click);
  }

  @Test
  void presentersWalkThroughAProjectedPictureWithARemote() {
    open("/");
    page.locator("#stage .machine-group").first().waitFor();
    page.keyboard().press("p");
    assertThat(page.locator("html")).hasAttribute("data-view", "projector");
    page.keyboard().press("PageDown");
    Locator step = page.locator("#projector-top");
    assertThat(step).containsText("step 1 of 18");
    page.keyboard().press("PageDown");
    page.keyboard().press("PageDown");
    assertThat(step).containsText("step 3 of 18");
    page.keyboard().press("PageUp");
    assertThat(step).containsText("step 2 of 18");
    assertThat(page).hasURL(PROJECTOR);
    page.keyboard().press(".");
    assertThat(page.locator("html")).hasAttribute("data-blank", "");
    page.keyboard().press("b");
    assertThat(page.locator("html[data-blank]")).hasCount(0);
    Object smallest =
        page.evaluate(
            "() => Math.min(...[...document.querySelectorAll('#projector *, #projector-top *,"
                + " #stage svg text')].filter((e) => e.textContent.trim() &&"
                + " e.getBoundingClientRect().height > 0).map((e) => e.closest('svg') ?"
                + " e.getBoundingClientRect().height / 1.1 :"
                + " parseFloat(getComputedStyle(e).fontSize)))");
    Assertions.assertThat(((Number) smallest).doubleValue()).isGreaterThanOrEqualTo(17.9);
    page.keyboard().press("Escape");
    assertThat(page.locator("#inspector")).isVisible();
  }

  @Test
  void aFrameOfAnotherPageHoldsTheEmbeddedViewAndNoOther() throws IOException {
    HttpServer elsewhere =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    String frames =
        "<iframe name=in width=900 height=600 src='%1$s/embed/article#sent=1'></iframe>"
            + "<iframe name=out src='%1$s/'></iframe>";
    byte[] outer = frames.formatted(origin()).getBytes(StandardCharsets.UTF_8);
    elsewhere.createContext(
        "/",
        exchange -> {
          exchange.getResponseHeaders().set("Content-Type", "text/html");
          exchange.sendResponseHeaders(200, outer.length);
          exchange.getResponseBody().write(outer);
          exchange.close();
        });
    elsewhere.start();
    try {
      lookAtFrames("http://127.0.0.1:" + elsewhere.getAddress().getPort());
    } finally {
      elsewhere.stop(0);
    }
  }

  private void lookAtFrames(String elsewhere) {
    page.navigate(elsewhere + "/page");
    FrameLocator in = page.frameLocator("iframe[name=in]");
    in.locator("#stage .token").waitFor();
    assertThat(in.locator("#player")).containsText("of 18");
    assertThat(in.locator("nav")).isHidden();
    assertThat(in.locator("#probe")).isEmpty();
    assertThat(in.locator("a.whole"))
        .hasAttribute("href", Pattern.compile("/#(cluster=article&)?probe=.*"));
    assertThat(page.frameLocator("iframe[name=out]").locator("#stage")).hasCount(0);
    expectComplaint("asked another server: " + elsewhere);
    expectComplaint("frame-ancestors");
  }

  @Test
  void aWalkIsSavedAsAnAnimationAndAsAText() throws IOException {
    openAtTheEnd();
    Download animation = save("Animation");
    byte[] gif = Files.readAllBytes(animation.path());
    Assertions.assertThat(new String(gif, 0, 6, StandardCharsets.US_ASCII)).isEqualTo("GIF89a");
    Assertions.assertThat(animation.suggestedFilename()).isEqualTo("article-walk.gif");
    Object drawn =
        page.evaluate(
            "async (text) => { const decoder = new ImageDecoder({ type: 'image/gif', data:"
                + " Uint8Array.from(atob(text), (c) => c.charCodeAt(0)) }); await"
                + " decoder.tracks.ready; await decoder.completed; return"
                + " decoder.tracks.selectedTrack.frameCount; }",
            Base64.getEncoder().encodeToString(gif));
    Assertions.assertThat(((Number) drawn).intValue()).isGreaterThan(18);

    Download text = save("The walk as a list");
    Assertions.assertThat(Files.readString(text.path()))
        .contains("tcp default/web-1 → 10.0.2.2:80", "18. ")
        .doesNotContain("19. ");
  }

  @Test
  void aLinkThatCarriesTheClusterMakesOneAndASecondTimeTheSame() {
    openAtTheEnd();
    page.locator("#actions .share > summary").click();
    page.locator("#actions .share[open] button").last().click();
    Locator link = page.locator("#share-dialog input[aria-label='Link that carries the cluster']");
    assertThat(link).hasValue(Pattern.compile(".*/#parcel=[\\w-]{300,}&probe=.*&sent=1.*"));
    String carrying = link.inputValue();
    assertThat(page.locator("#share-dialog")).containsText("Samples are the same for everybody.");

    page.navigate("about:blank");
    page.navigate(carrying);
    assertThat(page).hasURL(Pattern.compile(".*/#cluster=c-[a-z0-9]{26}&.*"));
    page.locator("#stage .token").waitFor();
    String made = page.url().replaceAll(".*cluster=([^&]*).*", "$1");
    assertThat(page.locator("#side .cluster-row button.icon")).hasCount(1);

    page.navigate("about:blank");
    page.navigate(carrying);
    assertThat(page).hasURL(Pattern.compile(".*cluster=" + made + "&.*"));
  }

  @Test
  void aLinkToAClusterThatIsGoneAndOneThatWasCutLeaveAWayOn() {
    open("/c/c-gone");
    Locator failure = page.locator("#stage-tools .failure");
    assertThat(failure).containsText("This network is not here any more");
    open("/#parcel=abc");
    page.reload();
    assertThat(failure).containsText("This link is incomplete");
    failure.locator("button").first().click();
    page.locator("#stage .machine-group").first().waitFor();
    assertThat(failure).hasCount(0);
    expectComplaint("404"); // of the page and of what it asks for, whichever comes when
  }

  @Test
  void aDeviceThatIsClickedShowsWhatItSawFieldByField() {
    openAtTheEnd();
    page.locator("#stage .pill[data-dev='node-1/eth0']").click();
    Locator frames = page.locator("#inspector .capture li");
    frames.first().waitFor();
    Locator syn =
        frames.filter(new Locator.FilterOptions().setHasText("TCP SYN 10.0.1.2 → 10.0.2.2"));
    syn.locator("summary").click();
    assertThat(syn).containsText("ttl");
    assertThat(
            syn.locator("tr").filter(new Locator.FilterOptions().setHasText("ttl")).locator("td"))
        .hasText(new String[] {"63", "3f"});
  }
}
