package dev.podlane.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import org.junit.jupiter.api.Test;

/** A visitor brings a network without Kubernetes: a Docker host, and a machine on a cable. */
class LinuxNetworkOnPageTest extends BrowserTest {
  private static final String NETWORK =
      """
      apiVersion: podlane.dev/v1
      kind: LinuxNetwork
      spec:
        namespaces:
          host:
            sysctls: {net.ipv4.ip_forward: 1}
            devices:
              eth0: {addr: 192.168.0.1/24, peer: "office:eth0"}
              docker0: {type: bridge, addr: 172.17.0.1/24}
              veth2: {peer: "c2:eth0", master: docker0}
          c2:
            devices: {eth0: {addr: 172.17.0.2/24}}
            routes: [default via 172.17.0.1]
            listen: [{proto: tcp, port: 80, name: app}]
          office:
            devices: {eth0: {addr: 192.168.0.9/24}}
            routes: [default via 192.168.0.1]
      """;

  @Test
  void itIsDrawnCountedAndWalked() {
    open("/");
    assertThat(page.locator("#stage")).containsText("web-1");
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Import…").setExact(true))
        .first()
        .click();
    page.locator("#import-text").fill(NETWORK);
    page.locator("#import-dialog button[type=submit]").click();

    Locator container = page.locator("#stage g.pod.ns[data-ns=c2]");
    assertThat(container).containsText("172.17.0.2");
    assertThat(container).containsText("app");
    assertThat(container).not().containsText("pause");
    assertThat(page.locator("#stage g.wire.cable")).hasCount(1);
    assertThat(page.locator("#side")).containsText("3 network namespaces · 5 devices");

    assertThat(page.locator("form.probe input[name=from]")).hasValue("c2");
    page.locator("form.probe select").first().selectOption("tcp");
    page.locator("form.probe input[name=from]").fill("office");
    page.locator("form.probe input[name=to]").fill("172.17.0.2:80");
    page.locator("form.probe button[type=submit]").click();
    assertThat(page.locator("#inspector .outcome")).containsText("app on c2 answered");
  }
}
