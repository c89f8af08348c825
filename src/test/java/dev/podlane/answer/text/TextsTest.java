package dev.podlane.answer.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podlane.web.text.AskedLanguage;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.web.MockHttpServletRequest;

/** Sentences are filled literally, and spoken in the language that was asked for. */
class TextsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{0} asks {1}|a asks b",
        "{1}{0}{1}|bab",
        "it's {0}|it's a",
        "{2} stays|{2} stays",
        "{x} {} {0|{x} {} {0",
        "{{0}}|{a}",
      })
  void placeholdersAreFilled(String pattern, String filled) {
    assertThat(Messages.fill(pattern, List.of("a", "b"))).isEqualTo(filled);
  }

  @Test
  void oneIsNotSeveral() {
    String pattern = "{0} {0|pod has|pods have} one";
    assertThat(Messages.fill(pattern, List.of("1"))).isEqualTo("1 pod has one");
    assertThat(Messages.fill(pattern, List.of("2"))).isEqualTo("2 pods have one");
  }

  @Test
  void anArgumentIsNotFilledAgain() {
    assertThat(Messages.fill("{0} {1}", List.of("{1}", "b"))).isEqualTo("{1} b");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "-|-|EN",
        "lang=zh|-|ZH",
        "lang=zh-CN|en|ZH",
        "a=b&lang=en|zh|EN",
        "lang=xx|zh|ZH",
        "-|fr, zh;q=0.8, en;q=0.5|ZH",
        "-|fr|EN",
      })
  void theQueryDecidesThenTheHeader(String query, String header, Language expected) {
    MockHttpServletRequest request = new MockHttpServletRequest();
    request.setQueryString(query);
    if (header != null) {
      request.addHeader("Accept-Language", header);
    }
    assertThat(AskedLanguage.of(request)).isEqualTo(expected);
  }

  @Test
  void anUnknownKeyIsShownAsItIs() {
    assertThat(new Messages().text(Language.ZH, "no.such.key")).isEqualTo("no.such.key");
  }
}
