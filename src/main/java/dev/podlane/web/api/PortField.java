package dev.podlane.web.api;

import jakarta.validation.valueextraction.ExtractedValue;
import jakarta.validation.valueextraction.UnwrapByDefault;
import jakarta.validation.valueextraction.ValueExtractor;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.annotation.JsonDeserialize;

/**
 * A port in a body: a number, or the name of a port of the destination. Constraints at the field
 * are about the number.
 *
 * @param number null where a name is written
 * @param name null where a number is written
 */
@JsonDeserialize(using = PortField.Reader.class)
record PortField(@Nullable Integer number, @Nullable String name) {
  /** A name holds a letter (RFC 6335), so that a number in quotes is none. */
  private static final Pattern NAME = Pattern.compile("(?=.*[a-zA-Z])[a-zA-Z0-9-]{1,63}");

  /** Reads either. */
  static final class Reader extends ValueDeserializer<PortField> {
    @Override
    public PortField deserialize(JsonParser parser, DeserializationContext context) {
      if (parser.currentToken() == JsonToken.VALUE_STRING
          && NAME.matcher(parser.getString()).matches()) {
        return new PortField(null, parser.getString());
      }
      if (parser.currentToken() == JsonToken.VALUE_NUMBER_INT) {
        return new PortField(parser.getIntValue(), null);
      }
      return (PortField)
          context.reportInputMismatch(Integer.class, "a port is a whole number, or a name");
    }
  }

  /** Gives constraints the number. */
  @UnwrapByDefault
  public static final class Extractor
      implements ValueExtractor<@ExtractedValue(type = Integer.class) PortField> {
    @Override
    public void extractValues(PortField field, ValueReceiver receiver) {
      receiver.value(null, field.number());
    }
  }
}
