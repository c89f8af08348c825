package dev.podlane.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import org.junit.jupiter.api.Test;

/** Twelve questions before the lessons of a part, and the same with other numbers after them. */
class ExamOnPageTest extends BrowserTest {
  private void answerAll() {
    Locator questions = page.locator("#exam fieldset");
    assertThat(questions).hasCount(12);
    assertThat(page.locator("#exam button[type=submit]")).isDisabled();
    for (Locator each : questions.all()) {
      each.locator("label").first().click();
    }
    page.locator("#exam button[type=submit]").click();
  }

  @Test
  void theEngineMarksThemAndTheBrowserKeepsTheFirstResults() {
    page.navigate(origin() + "/exam/part-1/pre?lang=en");
    assertThat(page.locator("#exam .plan")).containsText("cart 10.64.3.2 · main :8080, side");
    assertThat(page.locator("#exam .plan tr").last())
        .containsText("10.64.4.0/24 via 192.168.40.22");
    answerAll();
    Locator score = page.locator("#exam .score");
    assertThat(score).containsText("of 12 right");
    String before = score.innerText();
    assertThat(page.locator("#exam .later")).isVisible();
    assertThat(page.locator("#exam .answer, #exam .because, #exam fieldset.right")).hasCount(0);

    page.locator("#exam .result a[href$='/post']").click();
    answerAll();
    assertThat(score).containsText("of 12 right");
    assertThat(page.locator("#exam .answer")).hasCount(12);
    assertThat(page.locator("#exam .because").allInnerTexts()).noneMatch(String::isBlank);
    assertThat(page.locator("#exam .result"))
        .containsText(
            "Before the lessons "
                + before.replaceAll(" .*", "")
                + ", after them "
                + score.innerText().replaceAll(" .*", ""));
  }
}
