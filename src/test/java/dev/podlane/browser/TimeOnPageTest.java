package dev.podlane.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** A cluster as time passes: events as stops, what is known by whom, and what closes a gap. */
class TimeOnPageTest extends BrowserTest {
  private static final Pattern PRESSED = Pattern.compile("true");

  @Test
  void aRollingUpdateIsPlannedAndWalkedThrough() {
    openWithDeployment();
    page.locator(".time-button").click();
    assertThat(page.locator("#times .time-gap")).containsText("Nothing happens yet");
    page.locator(".happen summary").first().click();
    page.locator(".happen summary[data-deed=setImage]").click();
    page.locator(".happen input[name=image]").fill("nginx:1.29");
    page.locator(".happen details[open] button[type=submit]").click();

    Locator rows = page.locator("#times .time-row");
    assertThat(page.locator("#times .time-row.pod")).hasCount(4);
    assertThat(rows.locator(".bar.closed").first()).isVisible();
    assertThat(page.locator("#times .time-gaps i").first()).isAttached();
    assertThat(page.locator("#stage .pod.cued.ready")).hasCount(2);
    assertThat(page.locator(".time-legend")).containsText("nginx:1.29");
    assertThat(page.locator(".trials input[name=maxSurge] + output"))
        .hasAttribute("data-value", "1");
    page.locator("#times button.time-gap").click();
    assertThat(page.locator("#inspector .time-card")).hasClass(Pattern.compile("bad"));
    assertThat(page.locator("#inspector .knows .wrong")).containsText("still 1 draw in");
    assertThat(page.locator("#stage .pod.cued.closed")).hasCount(1);
    assertThat(page.locator(".old-rule")).containsText("default/web -> 10.");
    assertThat(page.locator("#stage .draw-old")).hasCount(2);
    assertThat(page).hasURL(Pattern.compile("view=time&moment=[0-9.]+"));

    page.locator("#stage").press("End");
    assertThat(page.locator("#stage .pod.cued.ready")).hasCount(2);
    page.locator("#stage").press("Home");
    assertThat(page.locator("#inspector .time-card")).containsText("0 s");
    page.locator("#stage").press("ArrowRight");
    assertThat(page.locator("#stage .pod.cued.ready")).hasCount(2);
    page.locator("#stage").press("Escape");
    assertThat(page.locator("#times")).isHidden();
  }

  @Test
  void aHookClosesTheGapAndBothAreSeenSideBySide() {
    openWithDeployment();
    page.locator("#stage").press("t");
    page.locator(".happen summary").first().click();
    page.locator(".happen button[data-deed=restart]").click();
    assertThat(page.locator("#times .time-gaps i").first()).isAttached();
    Locator hook = page.locator(".trials input[name=preStop]");
    hook.fill("5");
    hook.dispatchEvent("change");

    assertThat(page.locator(".time-compare")).containsText("before");
    assertThat(page.locator("#times .time-gap")).containsText("No gap");
    page.locator(".time-panel button.both").click();
    assertThat(page.locator(".time-panel button.both")).hasAttribute("aria-pressed", PRESSED);
    assertThat(page.locator("#times .time-board")).hasCount(2);
    assertThat(page.locator(".stage.second .pod.cued").first()).isVisible();
  }

  @Test
  void whatChangedIsShownInTheRulesInTheMatrixAndOnTheStage() {
    openWithDeployment();
    page.locator("#stage").press("t");
    page.locator(".happen summary").first().click();
    page.locator(".happen button[data-deed=restart]").click();
    page.locator("#times button.time-gap").waitFor();
    page.locator("#stage").press("End");
    page.locator(".ruled > summary").click();
    assertThat(page.locator(".diff li.added").first()).containsText("KUBE-");
    assertThat(page.locator(".diff li.gone").first()).isVisible();

    assertThat(page.locator("#times .time-row.client")).hasCount(2);
    page.locator("#times .time-row.client svg").first().waitFor();
    page.locator(".time-tools .play").click();
    assertThat(page.locator("#stage .flight:not([hidden])").first()).isAttached();
    page.locator(".time-tools .play").click();

    page.locator("#times button.time-gap").click();
    page.locator("#actions .board-button").click();
    assertThat(page.locator(".reach-clock")).isVisible();
    assertThat(page.locator(".matrix td.answer").first()).isVisible();
    assertThat(page.locator("select[name=against]")).hasValue("event");
    page.locator("#reach button.leave").click();
    assertThat(page.locator("#times .time-row.pod").first()).isVisible();

    page.locator("#times .time-row.client button").first().click();
    assertThat(page.locator("#inspector .outcome")).isVisible();
    page.locator("#player .to-time").click();
    assertThat(page.locator("#times .time-row.pod").first()).isVisible();
  }

  @Test
  void aForkGoesOnByItselfBesideTheOriginal() {
    openWithDeployment();
    page.locator("#stage").press("t");
    page.locator(".happen summary").first().click();
    page.locator(".happen button[data-deed=restart]").click();
    page.locator("#times button.time-gap").click();
    Pattern original = Pattern.compile(page.url().replaceAll(".*[#&](cluster=[^&]+).*", "$1"));
    page.locator(".time-panel button.fork").click();

    assertThat(page.locator("#times .time-board")).hasCount(2);
    assertThat(page.locator("#times .time-board h3").first()).hasText("original");
    assertThat(page.locator(".stage.second .pod.cued").first()).isVisible();
    assertThat(page).not().hasURL(original);
  }

  private void openWithDeployment() {
    open("/#lang=en&cluster=article");
    page.locator("#stage").waitFor(new Locator.WaitForOptions());
    page.locator("#actions > button", new Page.LocatorOptions().setHasText("Import")).click();
    page.locator("#import-dialog textarea").fill(DEPLOYMENT);
    page.locator("#import-dialog button.primary").click();
    assertThat(page.locator("#stage [data-ns=n1]").first()).isVisible();
  }

  private static final String DEPLOYMENT =
      """
      apiVersion: v1
      kind: Node
      metadata: {name: n1}
      ---
      apiVersion: v1
      kind: Node
      metadata: {name: n2}
      ---
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: web}
      spec:
        replicas: 2
        strategy: {rollingUpdate: {maxSurge: 1, maxUnavailable: 0}}
        selector: {matchLabels: {app: web}}
        template:
          metadata: {labels: {app: web}}
          spec:
            containers:
            - name: nginx
              image: nginx
              ports: [{containerPort: 80}]
              readinessProbe: {httpGet: {port: 80}, periodSeconds: 1}
      ---
      apiVersion: v1
      kind: Service
      metadata: {name: web}
      spec: {selector: {app: web}, ports: [{port: 80}]}
      """;
}
