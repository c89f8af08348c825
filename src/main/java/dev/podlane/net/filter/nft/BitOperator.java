package dev.podlane.net.filter.nft;

/** Operations on bits. */
public enum BitOperator {
  AND("&"),
  OR("|"),
  XOR("^"),
  LEFT("<<"),
  RIGHT(">>");

  private final String text;

  BitOperator(String text) {
    this.text = text;
  }

  /** The sign. */
  public String text() {
    return text;
  }

  /** The result for two values; shifts are of at most 64 bits. */
  public Datum of(Datum left, Datum right) {
    return switch (this) {
      case AND -> left.and(right);
      case OR -> left.or(right);
      case XOR -> left.xor(right);
      case LEFT -> Datum.of(left.low() << right.low());
      case RIGHT -> Datum.of(left.low() >>> right.low());
    };
  }
}
