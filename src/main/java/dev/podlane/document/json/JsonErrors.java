package dev.podlane.document.json;

import dev.podlane.document.DocumentException;
import dev.podlane.document.Place;
import dev.podlane.document.Problem;
import dev.podlane.document.tree.TreeBuilder;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.TokenStreamContext;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.UnexpectedEndOfInputException;

/** Says in our codes why JSON could not be read. */
final class JsonErrors {
  private static final Pattern CHARACTER = Pattern.compile("\\('(.+?)' \\(code \\d+");
  private static final Pattern TOKEN = Pattern.compile("token '([^']*)'");

  private final TreeBuilder builder;
  private final String file;
  private final int linesBefore;

  JsonErrors(TreeBuilder builder, String file, int linesBefore) {
    this.builder = builder;
    this.file = file;
    this.linesBefore = linesBefore;
  }

  DocumentException problem(JsonParser parser, JacksonException broken) {
    TokenStreamLocation at = broken.getLocation();
    if (at == null || at.getLineNr() < 1) {
      at = parser.currentLocation();
    }
    int line = at.getLineNr() + linesBefore;
    String column = "" + at.getColumnNr();
    String path = builder.place(line).path();
    Place place = new Place(file, Math.max(1, builder.number()), line, path);
    String said = broken.getOriginalMessage() == null ? "" : broken.getOriginalMessage();
    if (broken instanceof StreamConstraintsException) {
      return said.contains("nesting depth")
          ? builder.refused(
              line, "text.too-deep", parser.streamReadConstraints().getMaxNestingDepth())
          : refused(place, "text.json-says", column, said);
    }
    if (broken instanceof UnexpectedEndOfInputException || said.startsWith("Unexpected end")) {
      return refused(place, "text.json-end", column);
    }
    if (said.contains("escape")
        || said.contains("unquoted character")
        || said.contains("Invalid UTF-8")) {
      return refused(place, "text.json-string", column);
    }
    String found = found(said);
    if (parser.streamReadContext().inRoot() && builder.number() > 0) {
      return refused(place, "text.json-after", column, found);
    }
    if (said.contains("valid value") || said.contains(" token '")) {
      return refused(place, "text.json-value", column, found);
    }
    return said.startsWith("Unexpected c")
        ? refused(place, "text.json", column, found, expected(parser))
        : refused(place, "text.json-says", column, said);
  }

  private static String found(String said) {
    Matcher character = CHARACTER.matcher(said);
    if (character.find()) {
      return character.group(1);
    }
    Matcher token = TOKEN.matcher(said);
    if (token.find()) {
      return token.group(1);
    }
    int quote = said.indexOf('\'');
    return quote >= 0 && quote + 1 < said.length() ? said.substring(quote + 1, quote + 2) : said;
  }

  private static String expected(JsonParser parser) {
    TokenStreamContext within = parser.streamReadContext();
    if (within.inArray()) {
      return ", ]";
    }
    JsonToken last = parser.currentToken();
    if (last == JsonToken.PROPERTY_NAME) {
      return ":";
    }
    return last == JsonToken.START_OBJECT ? "\" }" : ", }";
  }

  private static DocumentException refused(Place place, String code, String... args) {
    return new DocumentException(Problem.error(place, code, args));
  }
}
