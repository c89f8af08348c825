package dev.podlane.answer.text;

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
   * The language of a short name.
   *
   * @return null if we do not speak it
   */
  public static @Nullable Language ofCode(String code) {
    for (Language language : values()) {
      if (language.code().equals(code)) {
        return language;
      }
    }
    return null;
  }
}
