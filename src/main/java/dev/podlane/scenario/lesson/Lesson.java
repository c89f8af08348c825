package dev.podlane.scenario.lesson;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A lesson.
 *
 * @param id used in links
 * @param part 1 pods, 2 services, 3 from outside, 4 when it changes, 5 when it breaks, 6 migrations
 * @param order place in the part
 * @param minutes time it takes, about
 * @param needs lessons that it assumes
 * @param title a question
 * @param aim the ability one has afterwards
 * @param analogy one everyday picture
 * @param article the sentence it stands on; null for none
 * @param intuition the wrong idea it is about; null for none
 * @param errata sentences of the article that hold differently
 * @param focus network namespaces that are not dimmed
 * @param see lessons to go on with
 * @param origin the file it came from; empty if it is built in
 */
public record Lesson(
    String id,
    int part,
    int order,
    int minutes,
    List<String> needs,
    Words title,
    Words aim,
    Words analogy,
    @Nullable Article article,
    @Nullable Words intuition,
    List<Erratum> errata,
    Ground ground,
    List<String> focus,
    List<Page> pages,
    List<Entry> glossary,
    List<String> see,
    String origin) {
  public Lesson {
    needs = List.copyOf(needs);
    errata = List.copyOf(errata);
    focus = List.copyOf(focus);
    pages = List.copyOf(pages);
    glossary = List.copyOf(glossary);
    see = List.copyOf(see);
  }

  /**
   * A sentence of the article, letter for letter.
   *
   * @param section heading it stands under; empty if it is not named
   * @param part the words that are underlined; empty for all
   * @param english the same put into English; null where the article is in English
   */
  public record Article(String section, String quote, String part, @Nullable English english) {}

  /** A quotation in English, with the fields of {@link Article}. */
  public record English(String section, String quote, String part) {}

  /**
   * A sentence of the article, and how it really is.
   *
   * @param english the sentence put into English; empty where the article is in English
   */
  public record Erratum(String quote, String english, Words really) {}

  /**
   * A word of the glossary.
   *
   * @param points the thing on the stage, such as {@code gateway/route/10.0.2.0-24}; empty for none
   */
  public record Entry(Words word, String points, Words say) {}
}
