package dev.podlane.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A visitor sends packets, steps through walks and imports clusters. */
class WalkOnPageTest extends BrowserTest {
  private Locator button(String name) {
    return page.locator("#actions")
        .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(name).setExact(true));
  }

  private void send() {
    page.locator("form.probe button[type=submit]").click();
  }

  private Locator where() {
    return page.locator("#player .where");
  }

  private Locator outcome() {
    return page.locator("#inspector .outcome");
  }

  private void openArticle() {
    open("/");
    assertThat(page.locator("#stage")).containsText("web-1");
    assertThat(where()).hasText("ready to send");
  }

  @Test
  void thePacketReadyToSendCrossesTheNodesAndIsAnswered() {
    openArticle();
    send();

    assertThat(outcome()).containsText("nginx on web-2 answered");
    page.locator("#stage").press("End");
    assertThat(page.locator("#inspector .decision")).containsText("10.0.2.2");
    assertThat(page.locator("#strip")).containsText("TTL 61");
  }

  @Test
  void stepsGoForwardBackAndToTheEnds() {
    openArticle();
    send();
    standAtTheBeginning();
    Locator sentence = page.locator("#inspector .decision p").first();
    String first = sentence.textContent();

    page.locator("#stage").press("ArrowRight");
    assertThat(where()).containsText("step 2 of");
    assertThat(sentence).not().hasText(first);
    page.locator("#stage").press("ArrowLeft");
    assertThat(where()).containsText("step 1 of");
    assertThat(sentence).hasText(first);
    page.locator("#stage").press("End");
    assertThat(where()).containsText(Pattern.compile("step (\\d+) of \\1"));
    page.locator("#stage").press("Home");
    assertThat(where()).containsText("step 1 of");
  }

  @Test
  void warmCachesNeedNoArp() {
    openArticle();
    page.locator("form.probe .options summary").click();
    page.locator("form.probe select[name=caches]").selectOption("warm");
    send();

    assertThat(outcome()).containsText("nginx on web-2 answered");
    assertThat(where()).containsText("of 18");
    assertThat(page.locator("#lanes")).not().containsText("ARP");
  }

  @Test
  void theGatewaysMatchedRowAndItsNearMissAreShown() {
    openArticle();
    send();
    page.getByText("gateway looks up 10.0.2.2").first().click();

    Locator matched = page.locator("#inspector tr.matched");
    assertThat(matched.first()).containsText("10.0.2.0/24");
    assertThat(matched.first()).containsText("10.100.0.3");
    assertThat(page.locator("#inspector tr.near").first()).containsText("10.0.1.0/24");
    assertThat(page.locator("#inspector .command code"))
        .hasText("ssh gateway ip route get 10.0.2.2 from 10.0.1.2 iif eth0");
  }

  @Test
  void theStoryHasEachQuestionOfArpBesideItsStepsAndItOpens() {
    List<String> asked = new ArrayList<>();
    page.onRequest(
        request -> {
          if (request.url().contains("/traces?")) {
            asked.add(request.url().replaceAll(".*[?&]detail=(\\w+).*", "$1"));
          }
        });
    open("/");
    send();
    standAtTheBeginning();
    assertThat(where()).hasText("step 1 of 18");
    assertThat(page.locator("#inspector .aside")).containsText("who has 10.0.1.1");
    assertThat(page.locator("#lanes")).not().containsText("api-1");

    page.getByText("Show its 16 steps").click();
    assertThat(where()).hasText("step 2 of 34");
    assertThat(page.locator("#lanes")).containsText("api-1");
    page.getByText("Show it as one step").click();
    assertThat(where()).hasText("ARP, after step 1");
    page.locator("#stage").press("ArrowRight");
    assertThat(where()).hasText("step 2 of 18");
    assertThat(asked).containsExactly("rows");
  }

  @Test
  void aLinkOpensTheSameStep() {
    openArticle();
    send();
    standAtTheBeginning();
    assertThat(page).hasURL(Pattern.compile("step=\\d+\\.\\d+"));
    String beginning = page.url();
    page.locator("#stage").press("End");
    Locator sentence = page.locator("#inspector .decision p").first();
    assertThat(sentence).containsText("reaches the program that asked");
    page.waitForCondition(() -> !page.url().equals(beginning));
    String link = page.url();

    page.navigate("about:blank");
    page.navigate(link);

    assertThat(sentence).containsText("reaches the program that asked");
  }

  @ParameterizedTest
  @CsvSource({
    "port, 70000, 65535",
    "to, wbe-2, web-2",
    "ttl, 0, 255",
  })
  void aWrongFieldIsExplainedBesideItAndKept(String field, String wrong, String explained) {
    openArticle();
    if (field.equals("ttl")) {
      page.locator("form.probe .options summary").click();
    }
    page.locator("form.probe input[name=" + field + "]").fill(wrong);
    send();

    assertThat(page.locator("#problem-" + field)).containsText(explained);
    assertThat(page.locator("form.probe input[name=" + field + "]")).hasValue(wrong);
    expectComplaint("400");
  }

  @Test
  void aDeletedGatewayRouteBreaksThePathWhereLinuxBreaksIt() {
    openArticle();
    button("Edit…").click();
    Locator documents = page.locator("#import-text");
    assertThat(documents).hasValue(Pattern.compile("10\\.0\\.2\\.0/24 via 10\\.100\\.0\\.3"));
    documents.fill(
        documents.inputValue().replaceAll("(?m)^.*10\\.0\\.2\\.0/24 via 10\\.100\\.0\\.3.*\n", ""));
    page.locator("#import-dialog button[type=submit]").click();
    assertThat(page.locator("#import-dialog")).isHidden();
    page.locator("form.probe input[name=to]").fill("10.0.2.2");
    send();

    assertThat(outcome()).containsText("network unreachable");
    assertThat(outcome()).containsText("10.100.0.1");
  }

  @Test
  void aBrokenDocumentIsShownWithItsLineAndNothingTypedIsLost() {
    openArticle();
    button("Import…").click();
    String broken = "apiVersion: v1\nkind: Pod\n  metadata: [\n";
    page.locator("#import-text").fill(broken);
    page.locator("#import-dialog button[type=submit]").click();

    assertThat(page.locator("#import-dialog .line.bad").first()).containsText("3");
    assertThat(page.locator("#import-dialog .under").first()).isVisible();
    assertThat(page.locator("#import-text")).hasValue(broken);
    expectComplaint("400");
  }

  @Test
  void namesNeverBecomeMarkup() {
    openArticle();
    button("Import…").click();
    page.locator("#import-dialog input[name=name]").fill("<img src=x onerror=alert(1)>");
    page.locator("#import-text")
        .fill(
            """
            apiVersion: v1
            kind: Pod
            metadata:
              name: fine
            spec:
              containers:
              - name: c
                image: "<b id=injected>bold</b>"
            """);
    page.locator("#import-dialog button[type=submit]").click();

    assertThat(page.locator("#stage")).containsText("fine");
    assertThat(page.locator("#injected")).hasCount(0);
    assertThat(page.locator("body img")).hasCount(0);
    assertThat(page.locator("#side")).containsText("<img src=x");
  }

  @Test
  void chineseIsSpokenThroughout() {
    open("/#lang=zh");
    assertThat(page.locator("html")).hasAttribute("lang", Pattern.compile("zh.*"));
    send();

    assertThat(page.locator("#inspector .decision p").first())
        .containsText(Pattern.compile("[\\u4e00-\\u9fff]"));
    assertThat(outcome()).containsText("已送达");
  }

  @Test
  void twentyNodesAreDrawnAndSearched() {
    open("/#cluster=twenty-nodes");
    assertThat(page.locator("#stage")).containsText("node-20");
    Locator search = page.locator("#stage-tools input").first();
    search.fill("node-07");
    search.press("Enter");

    assertThat(page.locator("#stage")).containsText("cbr0");
  }
}
