package dev.podlane.answer.text;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * All sentences, from {@code i18n/*.properties} (English) and {@code i18n/*_zh.properties}. A
 * placeholder {@code {0}} is replaced by its argument as it is; quotes mean nothing special.
 */
public final class Messages {
  /** The names of the bundles; each is a file of English and one for every other language. */
  public static final List<String> BUNDLES =
      List.of(
          "api",
          "cli",
          "compile",
          "finding",
          "notation",
          "problem",
          "startup",
          "step",
          "time",
          "ui");

  private final Map<Language, SortedMap<String, String>> texts = new EnumMap<>(Language.class);

  /**
   * Reads every bundle in every language.
   *
   * @throws IllegalStateException if two files of one language define the same key
   */
  public Messages() {
    this(List.of(Language.values()), BUNDLES);
  }

  /**
   * Reads some bundles only, in English and one more language.
   *
   * @throws IllegalStateException if two files of one language define the same key
   */
  public Messages(Language language, List<String> bundles) {
    this(language == Language.EN ? List.of(language) : List.of(Language.EN, language), bundles);
  }

  private Messages(List<Language> languages, List<String> bundles) {
    for (Language language : Language.values()) {
      texts.put(language, new TreeMap<>());
    }
    for (Language language : languages) {
      for (String bundle : bundles) {
        load(language, bundle);
      }
    }
  }

  /** The sentence for a key; English where a translation is missing, the key where nothing is. */
  public String text(Language language, String key, List<String> args) {
    String pattern = texts(language).get(key);
    if (pattern == null) {
      pattern = texts(Language.EN).getOrDefault(key, key);
    }
    return fill(pattern, args);
  }

  /** The sentence for a key, with its arguments one by one. */
  public String text(Language language, String key, String... args) {
    return text(language, key, List.of(args));
  }

  /** Returns true if there is an English sentence for this key. */
  public boolean has(String key) {
    return texts(Language.EN).containsKey(key);
  }

  /** Every key with its unfilled sentence, sorted by key. */
  public SortedMap<String, String> all(Language language) {
    SortedMap<String, String> all = new TreeMap<>(texts(Language.EN));
    all.putAll(texts(language));
    return Collections.unmodifiableSortedMap(all);
  }

  /**
   * Replaces {@code {n}} by argument n, and {@code {n|pod|pods}} by the first word if that argument
   * is 1, else by the second; one that has no argument stays as it is.
   */
  static String fill(String pattern, List<String> args) {
    StringBuilder filled = new StringBuilder();
    int from = 0;
    for (int open = pattern.indexOf('{'); open >= 0; open = pattern.indexOf('{', open + 1)) {
      int close = pattern.indexOf('}', open);
      String[] words =
          close < 0 ? new String[] {""} : pattern.substring(open + 1, close).split("\\|", -1);
      int index = words.length == 1 || words.length == 3 ? number(words[0]) : -1;
      if (index >= 0 && index < args.size()) {
        String arg = args.get(index);
        String said = words.length == 1 ? arg : arg.equals("1") ? words[1] : words[2];
        filled.append(pattern, from, open).append(said);
        from = close + 1;
      }
    }
    return filled.append(pattern.substring(from)).toString();
  }

  private static int number(String text) {
    return text.length() == 1 && Character.isDigit(text.charAt(0)) ? text.charAt(0) - '0' : -1;
  }

  private SortedMap<String, String> texts(Language language) {
    SortedMap<String, String> found = texts.get(language);
    if (found == null) {
      throw new IllegalStateException("no texts for " + language);
    }
    return found;
  }

  private void load(Language language, String bundle) {
    String name = bundle + (language == Language.EN ? "" : "_" + language.code()) + ".properties";
    Properties read = new Properties();
    try (InputStream in = Messages.class.getResourceAsStream("/i18n/" + name)) {
      if (in == null) {
        throw new IllegalStateException("no texts " + name);
      }
      try (Reader reader = new InputStreamReader(in, StandardCharsets.UTF_8)) {
        read.load(reader);
      }
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
    for (String key : read.stringPropertyNames()) {
      String before = texts(language).put(key, String.valueOf(read.getProperty(key)));
      if (before != null) {
        throw new IllegalStateException(key + " of " + name + " is defined in another file too");
      }
    }
  }
}
