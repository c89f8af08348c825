package dev.podlane.net.addr;

/**
 * An address on a device with the length of the subnet it belongs to; host bits are kept.
 *
 * @param ip the address itself
 * @param length prefix length of the subnet
 */
public record InterfaceAddress(Ip ip, int length) {
  public InterfaceAddress {
    if (length < 0 || length > ip.family().bits()) {
      throw new IllegalArgumentException("prefix length out of range: " + length);
    }
  }

  /**
   * Reads {@code address/length}; a bare address has a subnet of its own, as {@code ip addr add}
   * takes it.
   *
   * @throws IllegalArgumentException if the text is neither
   */
  public static InterfaceAddress parse(String text) {
    int slash = text.indexOf('/');
    Ip ip = Ip.parse(slash < 0 ? text : text.substring(0, slash));
    String length = slash < 0 ? "" + ip.family().bits() : text.substring(slash + 1);
    if (!Prefix.LENGTH.matcher(length).matches()) {
      throw new IllegalArgumentException("not a prefix length: " + length);
    }
    return new InterfaceAddress(ip, Integer.parseInt(length));
  }

  /** The subnet. */
  public Prefix prefix() {
    return Prefix.of(ip, length);
  }

  @Override
  public String toString() {
    return ip + "/" + length;
  }
}
