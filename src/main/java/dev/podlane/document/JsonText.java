package dev.podlane.document;

import java.io.StringWriter;
import java.util.Map;
import java.util.regex.Pattern;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.PrettyPrinter;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.core.util.Separators;

/** Writes trees as JSON with two blanks for each level; the text reads back as an equal tree. */
public final class JsonText {
  private static final Pattern NUMBER =
      Pattern.compile("-?(0|[1-9][0-9]{0,300})(\\.[0-9]{1,300})?([eE][-+]?[0-9]{1,9})?");

  private static final DefaultIndenter INDENTER = new DefaultIndenter("  ", "\n");

  private JsonText() {}

  /** A tree as JSON, ended by a line feed. */
  public static String print(Value value) {
    StringWriter text = new StringWriter();
    try (JsonGenerator out = JsonFactory.builder().build().createGenerator(context(), text)) {
      write(out, value);
    }
    return text.append('\n').toString();
  }

  private static ObjectWriteContext context() {
    return new ObjectWriteContext.Base() {
      @Override
      public PrettyPrinter getPrettyPrinter() {
        Separators separators =
            Separators.createDefaultInstance()
                .withObjectNameValueSpacing(Separators.Spacing.AFTER)
                .withObjectEmptySeparator("")
                .withArrayEmptySeparator("");
        return new DefaultPrettyPrinter(separators)
            .withObjectIndenter(INDENTER)
            .withArrayIndenter(INDENTER);
      }
    };
  }

  private static void write(JsonGenerator out, Value value) {
    if (value instanceof MapValue map) {
      out.writeStartObject();
      for (Map.Entry<String, Value> entry : map.entries().entrySet()) {
        out.writeName(entry.getKey());
        write(out, entry.getValue());
      }
      out.writeEndObject();
    } else if (value instanceof ListValue list) {
      out.writeStartArray();
      list.items().forEach(item -> write(out, item));
      out.writeEndArray();
    } else {
      scalar(out, (ScalarValue) value);
    }
  }

  /**
   * Writes a scalar; YAML values that JSON does not have, such as {@code yes} or {@code 0x1F},
   * become text.
   */
  private static void scalar(JsonGenerator out, ScalarValue scalar) {
    String text = scalar.text();
    boolean isWord =
        switch (scalar.type()) {
          case BOOLEAN -> text.equals("true") || text.equals("false");
          case INTEGER, FLOAT -> NUMBER.matcher(text).matches();
          default -> false;
        };
    if (scalar.isNull()) {
      out.writeNull();
    } else if (isWord) {
      out.writeRawValue(text);
    } else {
      out.writeString(text);
    }
  }
}
