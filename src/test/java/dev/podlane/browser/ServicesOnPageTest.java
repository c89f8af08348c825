package dev.podlane.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * Services, names and URLs: the walks of one answer, the ways in, and the choices of the network.
 */
class ServicesOnPageTest extends BrowserTest {
  private Locator player(String name) {
    return page.locator("#player").locator(name);
  }

  private Locator parts() {
    return page.locator("#inspector .acts li");
  }

  @Test
  void continueCrossesFromOneWalkToTheNext() {
    open("/#lang=en&cluster=names&probe=tcp&from=client&to=http%3A%2F%2Fweb%2F&sent=1");

    assertThat(parts()).hasCount(3);
    assertThat(parts().first()).containsText("client asks for web.default.svc.cluster.local (A)");
    assertThat(parts().nth(2)).containsText("client → web");
    assertThat(parts().first()).hasClass(Pattern.compile("now"));
    parts().nth(1).getByRole(AriaRole.BUTTON).click();
    assertThat(parts().nth(1)).hasClass(Pattern.compile("now"));
    player(".back").click();
    assertThat(parts().first()).hasClass(Pattern.compile("now"));
    assertThat(page.locator("#lanes")).containsText("coredns");
    player(".continue").click();
    assertThat(parts().nth(1)).hasClass(Pattern.compile("now"));
    player(".buttons button:last-child").click();
    assertThat(parts().nth(2)).hasClass(Pattern.compile("now"));
    assertThat(page.locator("#inspector .outcome")).containsText("HTTP 200");
  }

  @Test
  void aWayInSendsFromOutsideAndTheProxyGoesOn() {
    open("/#lang=en&cluster=names");
    page.locator("#ways button").first().click();

    assertThat(page.locator("form.probe input[name=from]")).hasValue("ext:203.0.113.9");
    assertThat(parts()).hasCount(2);
    assertThat(parts().nth(1)).containsText("stand-in-default → web-");
  }

  @Test
  void theEndpointIsMarkedWhenItIsChosen() {
    open(
        "/#lang=en&cluster=services&probe=tcp&from=client&to=svc:default/web&port=80"
            + "&endpoint=default/web-1&sent=1");

    Locator chosen = page.locator("#stage .pod.chosen:not(.pill)");
    assertThat(page.locator("#stage .ghost")).hasCount(1);
    assertThat(chosen).hasCount(0);
    player(".continue").click();
    assertThat(page.locator("#strip s")).hasText("10.96.0.20:80");
    assertThat(chosen).hasAttribute("data-ns", "default/web-1");
  }

  @Test
  void anotherFormOfTheRulesIsAnEditAndTheRoadIsTheSame() {
    open(
        "/#lang=en&cluster=services&probe=tcp&from=client&to=svc:default/web&port=80"
            + "&endpoint=default/web-1&sent=1");
    player(".continue").click();
    assertThat(page.locator("#inspector .chains")).containsText("KUBE-SERVICES");
    page.locator("#inspector .switch button").nth(1).click();

    assertThat(page.locator("#inspector .chains")).containsText("nat-prerouting");
    assertThat(page.locator("#side .edits")).containsText("spec.proxyMode");
    assertThat(player(".where")).containsText("step 2 of");
    assertThat(page.locator("#stage .pod.chosen:not(.pill)"))
        .hasAttribute("data-ns", "default/web-1");
  }
}
