package dev.podlane.cluster.field;

import dev.podlane.document.Fields;
import dev.podlane.document.ScalarValue;
import dev.podlane.net.addr.Protocol;
import java.util.Optional;
import java.util.OptionalInt;

/** Reads ports and protocols of fields. */
public final class PortReader {
  private PortReader() {}

  /**
   * A port by number or by name.
   *
   * @param number 0 if a name says it
   * @param name empty if the number says it
   */
  public record NumberOrName(int number, String name) {
    /** Neither is written. */
    public static final NumberOrName NONE = new NumberOrName(0, "");
  }

  /** A port that must be there; -1, and an error, if it cannot be read. */
  public static int required(Fields fields, String key) {
    if (!fields.has(key)) {
      fields.error(key, "field.missing", key);
      return -1;
    }
    return optional(fields, key);
  }

  /** A port that may be left out; -1 if it is, or if it cannot be read, which is an error. */
  public static int optional(Fields fields, String key) {
    OptionalInt number = fields.integer(key);
    if (number.isPresent() && !isPort(number.getAsInt())) {
      fields.error(key, "port.range", "" + number.getAsInt());
      return -1;
    }
    return number.orElse(-1);
  }

  /**
   * A port that may be 0, which means none (ValidateContainerPorts in kubernetes
   * pkg/apis/core/validation); -1, and an error, if it cannot be read.
   */
  public static int orNone(Fields fields, String key) {
    OptionalInt number = fields.integer(key);
    return number.isPresent() && number.getAsInt() == 0 ? 0 : optional(fields, key);
  }

  private static boolean isPort(int number) {
    return number >= 1 && number <= 65_535;
  }

  /** TCP if none is written (rule 13); empty, and an error, if it is no protocol. */
  public static Optional<Protocol> protocol(Fields fields) {
    String text = fields.text("protocol").orElse("TCP");
    for (Protocol protocol : Protocol.WITH_PORTS) {
      if (protocol.name().equals(text)) {
        return Optional.of(protocol);
      }
    }
    fields.error("protocol", "port.protocol", text);
    return Optional.empty();
  }

  /** Reads a number, or a text that is the name of a port; anything else is an error. */
  public static NumberOrName numberOrName(Fields fields, String key) {
    boolean text =
        fields.value().get(key).orElse(null) instanceof ScalarValue scalar
            && scalar.type() == ScalarValue.Type.TEXT;
    if (!text) {
      return new NumberOrName(fields.has(key) ? Math.max(0, optional(fields, key)) : 0, "");
    }
    String name = fields.text(key).orElse("");
    if (!NameValidation.isPortName(name)) {
      fields.error(key, "port.name", name);
      return NumberOrName.NONE;
    }
    return new NumberOrName(0, name);
  }
}
