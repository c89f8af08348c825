package dev.podlane.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.FilePayload;
import dev.podlane.document.archive.Packed;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Documents are taken in, changed and refused without anything being lost. */
class ImportOnPageTest extends BrowserTest {
  private static final String NODE =
      "apiVersion: v1\nkind: Node\nmetadata: {name: one}\nspec: {podCIDR: 10.0.1.0/24}\n";
  private static final String FINISHED =
      """
      apiVersion: v1
      kind: Pod
      metadata: {name: done}
      spec: {nodeName: one, containers: [{name: c, image: i}]}
      status: {phase: Succeeded}
      """;
  private static final String POLICY =
      """
      apiVersion: networking.k8s.io/v1
      kind: NetworkPolicy
      metadata: {name: deny}
      spec: {podSelector: {}}
      """;

  private Locator text() {
    return page.locator("#import-text");
  }

  private Locator dialog() {
    return page.locator("#import-dialog");
  }

  private void openWith(String button) {
    open("/#lang=en");
    assertThat(page.locator("#stage")).containsText("web-1");
    page.locator("#actions > " + button).click();
    assertThat(dialog()).isVisible();
  }

  private void openEditor() {
    openWith(".to-edit");
    assertThat(text()).hasValue(Pattern.compile("podCIDR: 10\\.0\\.2\\.0/24"));
  }

  private void openImport() {
    openWith(".to-bring");
  }

  private void submit() {
    dialog().locator("button[type=submit]").click();
  }

  private static FilePayload file(String name, String content) {
    return new FilePayload(name, "", content.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void oneWrongCharacterKeepsTheDialogAndPutsTheCaretThere() {
    openEditor();
    String wrong = text().inputValue().replace("podCIDR: 10.0.2.0/24", "podCIDR: 10.0.2.0/34");
    text().fill(wrong);
    submit();

    assertThat(dialog().locator(".under").first()).containsText("10.0.2.0/34");
    assertThat(dialog()).isVisible();
    assertThat(text()).isFocused();
    assertThat(text().evaluate("a => a.value.slice(a.selectionStart, a.selectionEnd)"))
        .isEqualTo("10.0.2.0/34");
    assertThat(page.locator("#stage")).containsText("node-2");
    assertThat(dialog().getByText("is not an address block")).hasCount(1);
    expectComplaint("400");

    text().fill(wrong.replace("/34", "/24"));
    submit();
    assertThat(dialog()).isHidden();
    assertThat(page.locator("#stage")).containsText("node-2");
  }

  @Test
  void problemsOneKnowsOfCanBePutUpWith() {
    openEditor();
    text().fill(text().inputValue().replace("containerPort: 8080", "containerPort: 80800"));
    submit();
    dialog().locator(".anyway").click();

    assertThat(dialog()).isHidden();
    assertThat(page.locator("#side .report .problems")).containsText("80800");
    expectComplaint("400");
  }

  @Test
  void whatWasTypedIsThereAgainAfterEscape() {
    openImport();
    text().fill("kind: [");
    submit();
    assertThat(dialog().locator(".under").first()).isVisible();
    expectComplaint("400");
    page.keyboard().press("Escape");
    assertThat(dialog()).isHidden();

    page.locator("#actions > .to-bring").click();
    assertThat(text()).hasValue("kind: [");
    assertThat(dialog().locator(".under").first()).isVisible();
    dialog().locator(".restored button").click();
    assertThat(text()).hasValue("");
  }

  @Test
  void filesKeepTheirNamesAndTheReportSaysWhatBecameOfThem() {
    openImport();
    dialog()
        .locator("input[type=file]")
        .first()
        .setInputFiles(
            new FilePayload[] {
              file("b-pod.yaml", "\ufeff---\n" + FINISHED),
              file("a-node.yaml", NODE),
              file("c-policy.yaml", POLICY)
            });
    assertThat(text()).hasValue(Pattern.compile("^---\n# File: a-node.yaml\napiVersion: v1\n"));
    assertThat(text()).hasValue(Pattern.compile("24}\n---\n# File: b-pod.yaml\napiVersion"));
    dialog().locator("input[name=name]").fill("three files");
    submit();

    Locator report = page.locator("#side .report");
    assertThat(report).containsText("three files");
    assertThat(report).containsText("1 node and 0 pods drawn");
    assertThat(report).containsText("which no longer have a network: 1");
    assertThat(report).containsText("Assumed (");
    assertThat(report).not().containsText("not simulated");
    assertThat(report).containsText("Something enforces policies: kube-network-policies");
    report.locator("button.icon").click();
    assertThat(report).hasCount(0);
  }

  @Test
  void anArchiveIsSentAsItIsWithItsType() {
    page.route(
        Pattern.compile("/api/clusters\\?name="),
        route ->
            route.fulfill(
                new Route.FulfillOptions()
                    .setStatus(415)
                    .setContentType("application/problem+json")
                    .setBody("{\"detail\": \"seen\", \"problems\": []}")));
    openImport();
    dialog().locator("input[type=file]").first().setInputFiles(file("shop.tar.gz", "packed"));
    assertThat(dialog().locator(".attached")).containsText("shop.tar.gz");
    assertThat(dialog().locator("input[name=name]")).hasValue("shop");

    Request sent = page.waitForRequest(Pattern.compile("/api/clusters\\?name=shop"), this::submit);

    assertThat(sent.headerValue("content-type")).isEqualTo("application/gzip");
    assertThat(sent.postDataBuffer()).isEqualTo("packed".getBytes(StandardCharsets.UTF_8));
    assertThat(dialog().getByText("seen")).isVisible();
    assertThat(dialog().locator(".attached")).containsText("shop.tar.gz");
    expectComplaint("415");
  }

  @Test
  void anArchiveBecomesACluster() {
    byte[] archive =
        Packed.zip(
            "dump/node.yaml",
            "apiVersion: v1\nkind: Node\nmetadata: {name: packed}\nspec: {podCIDR: 10.0.1.0/24}\n",
            "dump/wrong.yaml",
            "a:\n\tb: 1\n");
    openImport();
    dialog()
        .locator("input[type=file]")
        .first()
        .setInputFiles(new FilePayload("dump.zip", "application/zip", archive));

    submit();

    Locator report = page.locator("#side .report");
    assertThat(report).containsText("1 node and 0 pods drawn");
    assertThat(report).containsText("dump/wrong.yaml");
    assertThat(page.locator("#stage")).containsText("packed");
  }

  @Test
  void aPictureIsNoDocument() {
    openImport();
    dialog()
        .locator("input[type=file]")
        .first()
        .setInputFiles(new FilePayload("photo.png", "image/png", new byte[] {(byte) 0x89, 80, 0}));

    assertThat(dialog().locator(".problem")).containsText("photo.png is not UTF-8 text");
    assertThat(text()).hasValue("");
  }

  @Test
  void thePageSaysHowToCollectAClusterAndWhereItGoes() {
    openImport();

    assertThat(dialog().locator(".collect code").first())
        .hasText(
            Pattern.compile("kubectl get nodes,namespaces,pods,.* -A -o json > cluster\\.json"));
    assertThat(dialog().locator(".stays")).containsText("Nothing leaves this computer");
  }

  @Test
  void whileFilesAreDraggedThePageSaysThatItTakesThem() {
    open("/#lang=en");
    assertThat(page.locator("#stage")).containsText("web-1");
    String drag =
        "kind => { const d = new DataTransfer(); d.items.add(new File(['kind: Pod'], 'p.yaml'));"
            + " document.body.dispatchEvent(new DragEvent(kind, {dataTransfer: d, bubbles: true,"
            + " cancelable: true})); }";
    page.evaluate(drag, "dragenter");
    assertThat(page.locator("html")).hasAttribute("data-dragging", "");
    page.evaluate(drag, "drop");

    assertThat(page.locator("html")).not().hasAttribute("data-dragging", "");
    assertThat(text()).hasValue("kind: Pod\n");
  }
}
