package dev.podlane.web.text;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The languages Podlane speaks. */
public enum Language {
  /** English, also the answer for every language we do not speak. */
  EN(Locale.ENGLISH),
  /** Chinese, simplified. */
  ZH(Locale.SIMPLIFIED_CHINESE);

  private final Locale locale;

  Language(Locale locale) {
    this.locale = locale;
  }

  /** The locale for templates and the {@code Content-Language} header. */
  public Locale locale() {
    return locale;
  }

  /** The short name used in addresses and file names: {@code en} or {@code zh}. */
  public String code() {
    return locale.getLanguage();
  }

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
      return EN;
    }
    List<Locale> wanted = Collections.list(request.getLocales());
    return wanted.stream()
        .map(locale -> fromCode(locale.getLanguage()))
        .filter(language -> language != null)
        .findFirst()
        .orElse(EN);
  }

  private static @Nullable Language fromQuery(@Nullable String query) {
    if (query == null) {
      return null;
    }
    for (String pair : query.split("&", -1)) {
      if (pair.startsWith("lang=")) {
        return fromCode(Locale.forLanguageTag(pair.substring("lang=".length())).getLanguage());
      }
    }
    return null;
  }

  private static @Nullable Language fromCode(String code) {
    for (Language language : values()) {
      if (language.code().equals(code)) {
        return language;
      }
    }
    return null;
  }
}
