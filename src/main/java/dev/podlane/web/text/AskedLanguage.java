package dev.podlane.web.text;

import dev.podlane.answer.text.Language;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The language that a request asks for. */
public final class AskedLanguage {
  private AskedLanguage() {}

  /**
   * The language of an answer: {@code ?lang=} if we speak it, else the first of Accept-Language
   * that we speak, else English. It looks at the raw query, because asking for a parameter would
   * read the body of a form.
   */
  public static Language of(HttpServletRequest request) {
    Language asked = fromQuery(request.getQueryString());
    if (asked != null) {
      return asked;
    }
    if (request.getHeader("Accept-Language") == null) {
      return Language.EN;
    }
    List<Locale> wanted = Collections.list(request.getLocales());
    return wanted.stream()
        .map(locale -> Language.ofCode(locale.getLanguage()))
        .filter(language -> language != null)
        .findFirst()
        .orElse(Language.EN);
  }

  private static @Nullable Language fromQuery(@Nullable String query) {
    if (query == null) {
      return null;
    }
    for (String pair : query.split("&", -1)) {
      if (pair.startsWith("lang=")) {
        return Language.ofCode(
            Locale.forLanguageTag(pair.substring("lang=".length())).getLanguage());
      }
    }
    return null;
  }
}
