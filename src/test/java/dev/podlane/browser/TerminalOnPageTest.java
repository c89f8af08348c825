package dev.podlane.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** A visitor changes a network with the commands of a real machine, and takes changes back. */
class TerminalOnPageTest extends BrowserTest {
  private Locator command() {
    return page.locator(".terminal input");
  }

  private Locator log() {
    return page.locator(".terminal .scrollback");
  }

  private Locator edits() {
    return page.locator("#side .edits li:not(.begin, .undone)");
  }

  private Locator outcome() {
    return page.locator("#inspector .outcome");
  }

  private void openGatewaysTerminal(String path) {
    open(path);
    assertThat(page.locator("#stage")).containsText("web-1");
    page.locator("#stage g.router circle").click();
    assertThat(command()).isVisible();
  }

  private void give(String line) {
    command().fill(line);
    command().press("Enter");
  }

  private void send() {
    page.locator("form.probe button[type=submit]").click();
  }

  private void tab(String name) {
    page.getByRole(AriaRole.TAB, new Page.GetByRoleOptions().setName(name)).click();
  }

  @Test
  void aDeletedRouteBreaksThePathAndAnAddedOneMendsIt() {
    openGatewaysTerminal("/");
    give("ip route del 10.0.2.0/24");
    assertThat(edits()).hasText(Pattern.compile("gateway # ip route del 10\\.0\\.2\\.0/24"));
    assertThat(page.locator("#notice")).containsText("sample is unchanged");
    assertThat(page).hasURL(Pattern.compile("cluster=c-"));

    send();
    assertThat(outcome()).containsText("network unreachable");
    page.locator("#inspector .steps li.stop button").first().click();
    assertThat(page.locator("#inspector .decision")).containsText("gateway");
    assertThat(page.locator("#inspector .decision")).containsText("no route to the destination");
    assertThat(page.locator("#stage .tag.reason")).containsText("no route");

    tab("Namespace");
    assertThat(page.locator("#inspector h2").first()).containsText("gateway");
    give("ip route add 10.0.2.0/24 via 10.100.0.3");
    assertThat(edits()).hasCount(2);
    assertThat(page.locator(".routes").first()).containsText("10.0.2.0/24 via 10.100.0.3");
    tab("This step");
    assertThat(outcome()).containsText("nginx on web-2 answered");
    send();
    assertThat(outcome()).containsText("nginx on web-2 answered");
  }

  @Test
  void changesAreTakenBackAndTheWalkFollows() {
    openGatewaysTerminal("/");
    send();
    assertThat(outcome()).containsText("answered");
    page.locator("#stage g.router circle").click();
    give("ip route del 10.0.2.0/24");
    assertThat(edits()).hasCount(1);
    tab("This step");
    assertThat(outcome()).containsText("network unreachable");
    tab("Namespace");

    page.locator(".terminal .undo").click();

    assertThat(edits()).hasCount(0);
    assertThat(page.locator(".terminal .undo")).isDisabled();
    tab("This step");
    assertThat(outcome()).containsText("answered");
  }

  @Test
  void theClusterIsShownAsItWasAfterEachChange() {
    openGatewaysTerminal("/");
    give("ip route del 10.0.2.0/24");
    assertThat(edits()).hasCount(1);
    give("ip route add 10.0.2.0/24 via 10.100.0.3");
    assertThat(edits()).hasCount(2);

    page.locator(".edits .position").nth(1).click();
    assertThat(page.locator("#side .past")).containsText("after edit 1");
    assertThat(page.locator(".routes").first()).not().containsText("10.0.2.0/24");
    page.locator(".edits .position").first().click();
    assertThat(page.locator("#side .past")).containsText("before the first edit");
    assertThat(page.locator(".routes").first()).containsText("10.0.2.0/24");
    page.locator("#side .past button").click();
    assertThat(page.locator("#side .past")).hasCount(0);

    page.locator(".terminal .undo").click();
    assertThat(edits()).hasCount(1);
    page.locator("#side .redo").click();
    assertThat(edits()).hasCount(2);
    assertThat(page.locator(".routes").first()).containsText("10.0.2.0/24 via 10.100.0.3");
  }

  @Test
  void anEditThatNoLongerAppliesSaysSo() {
    openGatewaysTerminal("/");
    give("ip route del 10.0.2.0/24");
    assertThat(edits()).hasCount(1);
    give("ip route add 10.0.2.0/24 via 10.100.0.3");
    assertThat(edits()).hasCount(2);

    edits().first().locator("button.icon").click();

    assertThat(edits()).hasCount(1);
    assertThat(edits()).containsText("no longer applies: RTNETLINK answers: File exists");
    assertThat(page.locator("#side .problems")).containsText("File exists");
  }

  @Test
  void toolsAnswerAsTheyDoAndNothingBecomesMarkup() {
    openGatewaysTerminal("/");
    give("ip route get 10.0.2.2");
    assertThat(log()).containsText("10.0.2.2 via 10.100.0.3 dev eth0");
    give("ip route del 10.9.0.0/24");
    assertThat(log().locator(".refused")).hasText("RTNETLINK answers: No such process");
    give("ip \"<img src=x onerror=alert(1)>\"");
    assertThat(log()).containsText("<img src=x");
    assertThat(page.locator("body img")).hasCount(0);
    assertThat(page).hasURL(Pattern.compile("^((?!cluster=).)*$"));

    command().press("ArrowUp");
    command().press("ArrowUp");
    assertThat(command()).hasValue("ip route del 10.9.0.0/24");
    command().press("ArrowDown");
    command().press("ArrowDown");
    assertThat(command()).hasValue("");
  }

  @Test
  void anEnterThatEndsACompositionGivesNoCommand() {
    openGatewaysTerminal("/");
    command().fill("ip route");
    boolean stopped =
        (boolean)
            command()
                .evaluate(
                    "input => !input.dispatchEvent(new KeyboardEvent('keydown', {key: 'Enter',"
                        + " isComposing: true, bubbles: true, cancelable: true}))");
    org.assertj.core.api.Assertions.assertThat(stopped).isTrue();

    command().press("Enter");
    assertThat(log()).containsText("10.100.0.0/24");
  }

  @Test
  void aRoutesButtonDeletesItAndTheTerminalTypesANewOne() {
    openGatewaysTerminal("/");
    page.locator(".routes li", new Page.LocatorOptions().setHasText("10.0.2.0/24"))
        .getByRole(AriaRole.BUTTON)
        .click();
    assertThat(edits()).hasCount(1);
    assertThat(edits()).containsText("ip route del 10.0.2.0/24 via 10.100.0.3 dev eth0");
    assertThat(page.locator(".routes").first()).not().containsText("10.0.2.0/24");

    page.locator(".fold .add").click();
    assertThat(command()).hasValue("ip route add ");
  }

  @Test
  void itSpeaksChinese() {
    openGatewaysTerminal("/#lang=zh");
    give("ip link set eth0 down");
    assertThat(page.locator("#side")).containsText("编辑（1）");
    assertThat(page.locator(".terminal .undo")).hasText("撤销");
  }
}
