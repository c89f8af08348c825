package dev.podlane.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A recorded network with rules is imported; what its rules do is seen on the stage. */
class RulesOnPageTest extends BrowserTest {
  private void importRecording(String name) {
    try (InputStream in = getClass().getResourceAsStream("/kernel/" + name + ".json")) {
      JsonNode recording = new JsonMapper().readTree(Objects.requireNonNull(in, name));
      page.setViewportSize(1920, 1200); // near enough for the hooks
      open("/#lang=en&level=stage");
      page.locator("#actions")
          .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Import…"))
          .click();
      page.locator("#import-text")
          .fill(
              "apiVersion: podlane.dev/v1\nkind: LinuxNetwork\nmetadata: {name: recorded}\nspec: "
                  + recording.get("network"));
      page.locator("#import-dialog button[type=submit]").click();
      assertThat(page.locator("#import-dialog")).isHidden();
      assertThat(page.locator("#stage")).containsText("n1p1");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void send(String to) {
    page.locator("form.probe select").first().selectOption("tcp");
    page.locator("form.probe input[name=from]").fill("n1p1");
    page.locator("form.probe input[name=to]").fill(to);
    page.locator("form.probe input[name=port]").fill("80");
    page.locator("form.probe button[type=submit]").click();
    standAtTheBeginning();
  }

  private void goTo(String sentence) {
    page.locator("#inspector .steps li button")
        .filter(new Locator.FilterOptions().setHasText(Pattern.compile(sentence)))
        .first()
        .click();
  }

  private Locator sentence() {
    return page.locator("#inspector .decision p").first();
  }

  @Test
  void aServicesAddressIsTranslatedAndTakenBackOnTheAnswer() {
    importRecording("g1-services-brnf1");
    send("10.96.0.12");
    goTo("rewrites the destination of the connection");

    assertThat(page.locator("#inspector .chains"))
        .hasText(Pattern.compile("KUBE-SERVICES → KUBE-SVC-OTHER → KUBE-SEP-OTHER-0"));
    assertThat(page.locator("#inspector tr.near").first()).containsText("10.96.0.10/32");
    assertThat(page.locator("#inspector tr.note").nth(1))
        .containsText("the packet goes to 10.96.0.12");
    assertThat(page.locator("#stage .hook.lit[data-ns=n1]"))
        .hasAttribute("data-hook", Pattern.compile("(in|out):PREROUTING"));

    goTo("DNAT: the destination");
    assertThat(page.locator("#strip s")).hasText("10.96.0.12");
    assertThat(page.locator("#strip .badge")).hasText("DNAT #1");
    page.locator("#inspector .pair").click();
    assertThat(sentence()).containsText("DNAT of connection #1 is reversed");
    assertThat(page.locator("#strip s")).hasText("10.0.2.2");
    page.locator("#inspector .pair").click();
    assertThat(sentence()).containsText("DNAT: the destination");

    page.getByRole(AriaRole.TAB, new Page.GetByRoleOptions().setName("Namespace")).click();
    assertThat(page.locator("#inspector")).containsText("as they are at step");
    assertThat(page.locator("#inspector")).not().containsText("src=10.0.1.2 dst=10.96.0.12");
    page.locator("#inspector .tabs button").first().click();
    goTo("DNAT of connection #1 is reversed");
    page.getByRole(AriaRole.TAB, new Page.GetByRoleOptions().setName("Namespace")).click();
    assertThat(page.locator("#inspector")).containsText("src=10.0.1.2 dst=10.96.0.12");
  }

  @Test
  void aRejectedPacketNamesTheRuleAndTheHook() {
    importRecording("h3-policy-reject-port");
    send("10.0.2.2");
    goTo("a netfilter rule or policy drops it");

    String rule = "-A FORWARD -d 10.0.2.2/32 -j REJECT --reject-with icmp-port-unreachable";
    assertThat(page.locator("#inspector .decision .reason code")).hasText(rule);
    assertThat(page.locator("#stage .token.main .cross")).isVisible();
    assertThat(page.locator("#stage .hook.lit[data-ns=n2]"))
        .hasAttribute("data-hook", Pattern.compile("(in|out):FORWARD"));
  }
}
