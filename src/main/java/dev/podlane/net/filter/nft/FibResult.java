package dev.podlane.net.filter.nft;

/** The results of {@code fib} for an address. */
public enum FibResult {
  TYPE("type", DataType.ADDRESS_TYPE),
  DEVICE("oif", DataType.DEVICE_INDEX),
  DEVICE_NAME("oifname", DataType.DEVICE_NAME),
  /** Returns true if there is such a way at all: {@code oif exists}, {@code oif missing}. */
  CHECK("oif", DataType.BOOLEAN);

  private final String text;
  private final DataType type;

  FibResult(String text, DataType type) {
    this.text = text;
    this.type = type;
  }

  /** The word for it. */
  public String text() {
    return text;
  }

  /** The type of its values. */
  public DataType type() {
    return type;
  }
}
