package dev.podlane.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Dialog;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A teacher with two windows, and two members in browsers of their own. */
class ClassOnPageTest extends BrowserTest {
  private final List<BrowserContext> others = new ArrayList<>();

  @AfterEach
  void closeOthers() {
    others.forEach(BrowserContext::close);
    others.clear();
  }

  private Page joined(String code) {
    BrowserContext context = page.context().browser().newContext(profile());
    context.setDefaultTimeout(WAIT_MILLIS);
    others.add(context);
    Page member = context.newPage();
    member.navigate(origin() + "/class/" + code);
    member.locator("form button.primary").click();
    member.locator("#school .choices button").first().waitFor();
    assertThat(member.locator(".class-bar .live")).isVisible();
    return member;
  }

  private static Locator bar(Page of, String selector) {
    return of.locator(".class-bar " + selector);
  }

  @Test
  void twoMembersFollowGuessLetGoAndComeBack() {
    open("/#lang=en&lesson=gateway&page=3");
    page.locator("#school .choices button").first().waitFor();
    assertThat(page.locator("#school .choices button")).hasCount(3);
    Page teacher = page.waitForPopup(() -> page.locator("#school .to-class").click());
    teacher.locator(".open-room").click();
    teacher.locator(".class-teacher .warning").waitFor();
    assertThat(teacher.locator(".class-teacher .warning")).containsText("--podlane.bind=0.0.0.0");
    assertThat(teacher.locator("img.qr")).hasCount(0);
    String code = teacher.locator("h1 .code").textContent();
    Page one = joined(code);
    Page two = joined(code);
    assertThat(bar(one, "")).containsText("Your number is 1");
    assertThat(teacher.locator(".here")).containsText("2 here");
    assertThat(one.locator("#school .asked h3")).containsText("What will the gateway do?");

    teacher.locator(".ask-lesson").click();
    assertThat(bar(one, ".guessed")).containsText("0 of 2 have guessed");
    assertThat(bar(two, ".guessed")).containsText("0 of 2 have guessed");
    one.keyboard().press("2");
    two.keyboard().press("1");
    assertThat(bar(page, ".guessed")).containsText("2 of 2 have guessed");
    assertThat(one.locator("#school .right, #school .wrong")).hasCount(0);
    assertThat(teacher.locator(".bars li b")).hasText(new String[] {"1", "1", "0"});
    teacher.locator(".reveal").click();
    assertThat(one.locator("#school .because.good")).isVisible();
    assertThat(two.locator("#school .because.bad")).isVisible();
    teacher.locator(".clear").click();

    page.locator("#school .next").click();
    one.waitForURL(Pattern.compile("lesson=gateway&page=4"));
    bar(two, "button:has-text('Let go')").click();
    assertThat(bar(two, ".alone")).isVisible();
    page.locator("#school .next").click();
    one.waitForURL(Pattern.compile("lesson=gateway&page=5"));
    assertThat(two).not().hasURL(Pattern.compile("page=5"));
    teacher.locator(".bring").click();
    two.waitForURL(Pattern.compile("lesson=gateway&page=5"));
    assertThat(bar(two, ".live")).isVisible();

    teacher.locator(".pause").click();
    assertThat(bar(one, ".waits")).isVisible();
    one.keyboard().press("PageDown");
    assertThat(one.locator("#school")).hasAttribute("inert", "");
    bar(two, "button:has-text('Let go')").click();
    assertThat(two.locator("#school[inert]")).hasCount(0);
    two.locator("#school .next").click();
    two.waitForURL(Pattern.compile("page=6"));
    teacher.locator(".pause").click();
    assertThat(one.locator("#school[inert]")).hasCount(0);
    assertThat(one).hasURL(Pattern.compile("page=5"));
    teacher.locator(".bring").click();

    teacher.locator(".hand").click();
    bar(one, "button.primary").click();
    one.locator("#school .start").click();
    one.locator("#school .count").waitFor();
    assertThat(one.locator("#school .count")).containsText("0 changes");
    assertThat(teacher.locator(".who .trying")).hasCount(1);
    teacher.onDialog(Dialog::accept);
    teacher.locator(".close-room").click();
    assertThat(bar(two, "")).containsText("The class has ended.");
  }
}
