package dev.podlane.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The board that shows who reaches whom: answers with their reasons, walks, and differences. */
class ReachOnPageTest extends BrowserTest {
  private static final String BOARD = "/#lang=en&cluster=policies&view=reach";

  private Locator cell(String sender, String receiver) {
    return page.locator(
        "#reach td[role=gridcell][aria-label*='/%s → '][aria-label*='/%s:']"
            .formatted(sender, receiver));
  }

  private Locator reason() {
    return page.locator("#inspector .cell-why");
  }

  @Test
  void eachPairHasItsAnswerAndItsReasonAtOnce() {
    open(BOARD);

    assertThat(cell("api-1", "db-0:5432")).hasClass(Pattern.compile("\\ballow\\b"));
    assertThat(cell("web-1", "db-0:5432")).hasClass(Pattern.compile("\\bdeny\\b"));
    assertThat(cell("db-0", "db-0:5432")).containsText("itself");
    cell("web-1", "db-0:5432").hover();
    assertThat(reason()).containsText("default/web-1 → data/db-0:5432");
    assertThat(reason().locator(".rule-card").first()).containsText("app=web");
    cell("api-1", "db-0:5432").focus();
    assertThat(reason()).containsText("api-1 → data/db-0:5432");
    assertThat(reason().locator(".rule-card")).hasClass(Pattern.compile("allows"));
    assertThat(page.locator("#reach tfoot td").first()).containsText(" of ");
  }

  @Test
  void arrowKeysMoveAndEnterWalks() {
    open(BOARD);
    assertThat(cell("api-1", "db-0:5432")).hasClass(Pattern.compile("\\ballow\\b"));
    cell("api-1", "db-0:5432").press("ArrowDown");
    assertThat(cell("web-1", "db-0:5432")).isFocused();
    assertThat(cell("web-1", "db-0:5432")).hasAttribute("aria-selected", "true");
    page.keyboard().press("Enter");

    assertThat(page.locator("#reach")).isHidden();
    assertThat(page.locator("#inspector .outcome")).hasClass(Pattern.compile("bad"));
    assertThat(page.locator("form.probe input[name=to]")).hasValue("data/db-0");
    page.locator(".board-button").click();
    assertThat(cell("web-1", "db-0:5432")).isVisible();
    page.keyboard().press("Escape");
    assertThat(page.locator("#reach")).isHidden();
  }

  @Test
  void anEditIsComparedWithTheStateBeforeIt() {
    open("/#lang=en&cluster=policies&probe=tcp&from=web-1&to=data/db-0&port=5432&sent=1");
    page.locator("#inspector .outcome").waitFor();
    page.locator("#stage").press("End");
    page.locator(".suppositions .try-it").first().click();
    assertThat(page.locator("#inspector .outcome")).hasClass(Pattern.compile("good"));
    page.locator(".board-button").click();
    page.locator("#reach select[name=against]").selectOption("0");

    assertThat(cell("web-1", "db-0:5432")).hasClass(Pattern.compile("\\bnew\\b"));
    assertThat(cell("web-1", "api-1:8080")).not().hasClass(Pattern.compile("\\bnew\\b"));
    int all = page.locator("#reach td[role=gridcell]").count();
    page.locator("#reach .differences").click();
    assertThat(page.locator("#reach td[role=gridcell].new").first()).isVisible();
    assertThat(page.locator("#reach td[role=gridcell]")).not().hasCount(all);
    page.locator("#reach td[role=gridcell]").first().focus();
    page.keyboard().press("d");
    assertThat(page.locator("#reach td[aria-selected=true]"))
        .hasClass(Pattern.compile("\\b(new|lost|reason|other)\\b"));
    assertThat(reason().locator(".then-now .chip")).hasCount(2);
  }

  @Test
  void aCellTellsItsWayItsLinesAndACommand() {
    open(BOARD);
    cell("web-1", "db-0:5432").hover();
    assertThat(reason().locator(".proof pre")).containsText("kubectl -n default debug -it web-1");
    page.locator("#cell-tab-walk").click();
    assertThat(reason().locator(".way-of li").last()).containsText("node-2");
    page.locator("#cell-tab-walk").press("ArrowRight");
    assertThat(reason().locator(".excerpt .marked")).containsText("podSelector");
    Download table = page.waitForDownload(() -> page.locator("#reach .csv").click());
    org.assertj.core.api.Assertions.assertThat(table.suggestedFilename())
        .isEqualTo("policies-reachability.csv");
  }

  @Test
  void aLinkLeadsToTheBoard() {
    open(BOARD);
    assertThat(page.locator("#reach .matrix")).isVisible();
    assertThat(page).hasURL(Pattern.compile("view=reach"));
    page.locator("#reach .leave").click();
    assertThat(page).hasURL(Pattern.compile("^((?!view=reach).)*$"));
  }

  @Test
  void whatIsFoundIsShownAndMended() {
    open("/#lang=en&cluster=article");
    page.locator("#stage").waitFor(new Locator.WaitForOptions());
    page.locator("#actions > button", new Page.LocatorOptions().setHasText("Import")).click();
    page.locator("#import-dialog textarea").fill(FAULTY);
    page.locator("#import-dialog button.primary").click();

    Locator finding = page.locator("#side .finding").first();
    assertThat(finding).containsText("app=wbe");
    assertThat(finding.locator("header span")).hasText("high");
    assertThat(page.locator("#side .badge.error")).containsText("1");
    assertThat(finding.locator(".command code")).containsText("kubectl");
    finding.getByText("Mend").click();
    assertThat(page.locator("#side .finding")).hasCount(0);
    assertThat(page.locator("#side .edits li .icon")).hasCount(1);
  }

  private static final String FAULTY =
      """
      apiVersion: v1
      kind: Pod
      metadata: {name: web, namespace: shop, labels: {app: web}}
      spec: {containers: [{name: web, image: nginx, ports: [{containerPort: 80}]}]}
      ---
      apiVersion: v1
      kind: Service
      metadata: {name: web, namespace: shop}
      spec: {selector: {app: wbe}, ports: [{port: 80}]}
      """;
}
