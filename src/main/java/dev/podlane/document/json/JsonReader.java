package dev.podlane.document.json;

import dev.podlane.document.DocumentException;
import dev.podlane.document.Limits;
import dev.podlane.document.MapValue;
import dev.podlane.document.Place;
import dev.podlane.document.Problem;
import dev.podlane.document.ScalarValue;
import dev.podlane.document.tree.FieldFilter;
import dev.podlane.document.tree.RangeListener;
import dev.podlane.document.tree.Symbols;
import dev.podlane.document.tree.TextPart;
import dev.podlane.document.tree.TreeBuilder;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.core.json.JsonFactory;

/** Reads JSON (RFC 8259), one or many values after each other. */
public final class JsonReader {
  /** Longest number, in characters; a longer one is refused. */
  private static final int LONGEST_NUMBER = 600;

  /** Longest text that is looked up, to keep equal ones once. */
  private static final int SYMBOL = Symbols.LONGEST;

  private final StreamReadConstraints constraints;
  private final JsonFactory factory;
  private final TreeBuilder builder;
  private final @Nullable RangeListener ranges;
  private final String file;
  private @Nullable ObjectReader objects;
  private int depth;
  private int valueAt;

  public JsonReader(
      TreeBuilder builder, String file, Limits limits, @Nullable RangeListener ranges) {
    this.builder = builder;
    this.file = file;
    this.ranges = ranges;
    this.constraints =
        StreamReadConstraints.builder()
            .maxNestingDepth(limits.depth())
            .maxStringLength(Integer.MAX_VALUE)
            .maxNameLength(Integer.MAX_VALUE)
            .maxNumberLength(Integer.MAX_VALUE)
            .build();
    this.factory = JsonFactory.builder().streamReadConstraints(constraints).build();
  }

  /** Index in the part of the value that was begun last. */
  public int valueAt() {
    return valueAt;
  }

  /** Reads a part of a text. */
  public void read(TextPart part) {
    // Jackson closes the reader with the parser.
    StringReader text = new StringReader(part.text());
    read(factory.createParser(ObjectReadContext.empty(), text), part.line() - 1, part.offset());
  }

  /** Reads UTF-8 from where a stream stands to its end. */
  public void read(InputStream utf8) {
    FieldFilter filter = builder.filter();
    objects = filter == null ? null : new ObjectReader(filter, builder.weight(), builder.shapes());
    read(SkimmingParser.of(factory, constraints, utf8), 0, 0);
  }

  /** Reads characters to their end. */
  public void read(Reader text) {
    read(factory.createParser(ObjectReadContext.empty(), text), 0, 0);
  }

  /**
   * Reads the tokens of a parser.
   *
   * @param linesBefore lines of the file before its first
   * @param offset index of its start in the text
   */
  void read(JsonParser created, int linesBefore, int offset) {
    try (JsonParser parser = created) {
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        if (depth == 0) {
          valueAt = (int) parser.currentTokenLocation().getCharOffset();
          builder.startDocument(parser.currentTokenLocation().getLineNr() + linesBefore);
        }
        take(parser, token, linesBefore, offset);
        if (depth == 0) {
          builder.endDocument();
        }
      }
    } catch (JacksonIOException broken) {
      throw new UncheckedIOException(broken.getCause());
    } catch (JacksonException broken) {
      throw new JsonErrors(builder, file, linesBefore).problem(created, broken);
    }
  }

  /** Line of the current token; without making an object, where that can be had. */
  private static int line(JsonParser parser) {
    return parser instanceof SkimmingParser skimming
        ? skimming.line()
        : parser.currentTokenLocation().getLineNr();
  }

  private void take(JsonParser parser, JsonToken token, int linesBefore, int offset) {
    switch (token) {
      case START_OBJECT -> {
        if (parser instanceof SkimmingParser skimming && isWhole(skimming)) {
          parser.nextToken();
          return;
        }
        builder.startMap(line(parser) + linesBefore, "");
        depth++;
      }
      case START_ARRAY -> {
        builder.startList(line(parser) + linesBefore, "");
        depth++;
      }
      case END_OBJECT, END_ARRAY -> {
        builder.end();
        depth--;
      }
      case PROPERTY_NAME -> key(parser, linesBefore, offset);
      default -> scalar(parser, token, linesBefore, offset);
    }
  }

  /** Reads an object that starts now without tokens, up to its end, if that can be done. */
  private boolean isWhole(SkimmingParser parser) {
    String listed = builder.listedKind();
    if (objects == null || listed == null) {
      return false;
    }
    MapValue object = parser.object(objects, listed);
    if (object != null) {
      builder.object(object);
    }
    return object != null;
  }

  private void key(JsonParser parser, int linesBefore, int offset) {
    String name = parser.currentName();
    if (!builder.takes(name)) {
      if (parser instanceof SkimmingParser skimming) {
        skimming.skipValue();
      } else {
        parser.nextToken();
        parser.skipChildren();
      }
      return;
    }
    if (ranges != null) {
      TokenStreamLocation at = parser.currentTokenLocation();
      int start = offset + (int) at.getCharOffset();
      int end = offset + (int) parser.currentLocation().getCharOffset();
      ranges.key(start, end);
    }
    builder.key(name, line(parser) + linesBefore, false);
  }

  private void scalar(JsonParser parser, JsonToken token, int linesBefore, int offset) {
    int line = line(parser) + linesBefore;
    ScalarValue.Type type =
        switch (token) {
          case VALUE_STRING -> ScalarValue.Type.TEXT;
          case VALUE_NUMBER_INT -> ScalarValue.Type.INTEGER;
          case VALUE_NUMBER_FLOAT -> ScalarValue.Type.FLOAT;
          case VALUE_TRUE, VALUE_FALSE -> ScalarValue.Type.BOOLEAN;
          default -> ScalarValue.Type.NULL;
        };
    int length = parser.getStringLength();
    boolean isShort = length <= SYMBOL;
    String text;
    if (isShort) {
      int from = parser.getStringOffset();
      text = builder.symbols().of(parser.getStringCharacters(), from, from + length).text();
    } else {
      text = parser.getString();
    }
    if (length > LONGEST_NUMBER && type != ScalarValue.Type.TEXT) {
      Place place = builder.place(line);
      throw new DocumentException(
          Problem.error(
              place, "text.json-value", "" + parser.currentTokenLocation().getColumnNr(), text));
    }
    ScalarValue value = new ScalarValue(line, type, text);
    if (ranges != null) {
      int start = offset + (int) parser.currentTokenLocation().getCharOffset();
      int end = offset + (int) parser.currentLocation().getCharOffset();
      ranges.scalar(value, start, end, "", false);
    }
    builder.scalar(value, "", isShort && builder.symbols().isShared());
  }
}
