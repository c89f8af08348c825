package dev.podlane.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The scenes that come with Podlane play as Linux plays them. */
class ScenesOnPageTest extends BrowserTest {
  /** As on a projector: nothing may be cut there either. */
  @Override
  protected Browser.NewContextOptions profile() {
    return super.profile().setViewportSize(1280, 720);
  }

  private void play(String cluster, String suggestion) {
    open("/#lang=en&cluster=" + cluster);
    page.locator("#side .try").getByText(suggestion).click();
    standAtTheBeginning();
  }

  /** Goes to the step with this sentence by the list of all steps. */
  private void goTo(Pattern sentence) {
    page.locator("#inspector .steps li button")
        .filter(new Locator.FilterOptions().setHasText(sentence))
        .first()
        .click();
    assertThat(sentence()).hasText(sentence);
  }

  private Locator sentence() {
    return page.locator("#inspector .decision p").first();
  }

  private Locator outcome() {
    return page.locator("#inspector .outcome");
  }

  private Locator strip(String part) {
    return page.locator("#strip " + part);
  }

  private void tab(String name) {
    page.getByRole(AriaRole.TAB, new Page.GetByRoleOptions().setName(name)).click();
  }

  @Test
  void withTwoDocker0TheAnswerGoesToTheWrongContainerWhichResets() {
    play("docker-conflict", "the answer goes to the wrong container");
    assertThat(outcome()).containsText("Timeout");

    goTo(Pattern.compile("host-2 looks up 172\\.17\\.0\\.2: .*neighbour on docker0"));
    goTo(Pattern.compile("Nothing in host-2/q1 listens on TCP 172\\.17\\.0\\.2 .* reset"));
    assertThat(page.locator("#stage .pod.ns.here")).containsText("q1");
    assertThat(strip(".stripes")).containsText("10.100.0.3 → 172.17.0.2");
  }

  @Test
  void anOverlaysPacketGrowsALayerAndLosesItAtTheOtherNode() {
    play("vxlan", "A ping gains a layer");
    goTo(Pattern.compile("TTL drops from 64 to 63"));
    assertThat(strip(".outer")).hasCount(0);
    String inner = strip("[data-layer=icmp]").getAttribute("title");

    goTo(Pattern.compile("flannel\\.1 wraps the frame in a UDP datagram"));
    assertThat(strip("[data-layer=vxlan]")).hasAttribute("title", "vni 1");
    assertThat(strip(".outer[data-layer=ipv4]")).hasCount(1);
    assertThat(strip("[data-layer=icmp]")).hasAttribute("title", inner);
    tab("Packet");
    assertThat(page.locator("#inspector .layer.added.vxlan")).isVisible();
    assertThat(page.locator("#inspector .layer.inside.tunnel")).hasCount(3);
    assertThat(page.locator("#inspector .layer.inside.ipv4 s")).containsText("64");
    screenshot("packetInTheTunnel");

    tab("This step");
    goTo(Pattern.compile("flannel\\.1 unwraps the datagram from 10\\.100\\.0\\.2"));
    assertThat(strip(".outer")).hasCount(0);
    assertThat(strip("[data-layer=icmp]")).hasAttribute("title", inner);
  }

  @Test
  void smallPacketsPassAndLargeOnesEndAtTheTunnel() {
    play("mtu", "1400 bytes pass");
    assertThat(outcome()).containsText("Delivered");

    page.locator("form.probe .options summary").click();
    page.locator("form.probe input[name=size]").fill("1472");
    page.locator("form.probe select[name=df]").selectOption("do");
    screenshot("options");
    page.locator("form.probe input[name=size]").press("Enter");
    assertThat(outcome()).containsText("fragmentation needed");
    assertThat(page).hasURL(Pattern.compile("size=1472&df=do"));

    goTo(Pattern.compile("longer than the MTU"));
    assertThat(page.locator("#inspector .decision strong")).containsText("n1 · flannel.1");
    assertThat(page.locator("#stage .token.main .cross")).isVisible();
    assertThat(page.locator("#stage .tag.reason")).containsText("longer than the MTU");
    assertThat(page.locator("#stage .pod.ns.faded")).hasCount(3);

    assertThat(page.locator("form.probe select[name=df]")).isHidden();
    page.locator("form.probe .options summary").click();
    page.locator("form.probe select[name=df]").selectOption("dont");
    page.locator("form.probe input[name=size]").press("Enter");
    assertThat(outcome()).containsText("Delivered");
    goTo(Pattern.compile("it is split into 2 fragments"));
  }

  @Test
  void aWrongSizeIsExplainedBesideIt() {
    play("mtu", "1400 bytes pass");
    page.locator("form.probe .options summary").click();
    page.locator("form.probe input[name=size]").fill("70000");
    page.locator("form.probe input[name=size]").press("Enter");

    assertThat(page.locator("#problem-size")).containsText("65000");
    page.locator("form.probe input[name=size]").fill("700");
    assertThat(page.locator("#problem-size")).hasCount(0);
    assertThat(page.locator("form.probe input[name=size]")).isVisible();
    expectComplaint("400");
  }
}
