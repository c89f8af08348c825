package dev.podlane.document;

import java.math.BigInteger;
import java.util.Optional;

/** Whole numbers as YAML writes them: decimal, 0x hexadecimal, 0o and 0 octal, with underscores. */
final class YamlIntegers {
  private YamlIntegers() {}

  static Optional<Integer> fitting(String written) {
    String text = written.replace("_", "");
    boolean negative = text.startsWith("-");
    String digits = negative || text.startsWith("+") ? text.substring(1) : text;
    int radix = 10;
    if (digits.startsWith("0x")) {
      radix = 16;
      digits = digits.substring(2);
    } else if (digits.startsWith("0o")) {
      radix = 8;
      digits = digits.substring(2);
    } else if (digits.length() > 1 && digits.startsWith("0")) {
      radix = 8;
    }
    if (digits.isEmpty() || digits.length() > 40) {
      return Optional.empty();
    }
    BigInteger value = new BigInteger(digits, radix);
    BigInteger signed = negative ? value.negate() : value;
    return signed.bitLength() < 32 ? Optional.of(signed.intValue()) : Optional.empty();
  }
}
