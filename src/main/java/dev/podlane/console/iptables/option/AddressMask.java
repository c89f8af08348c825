package dev.podlane.console.iptables.option;

import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Prefix;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * An address and its mask (xtables_ipparse_multiple in libxtables/xtables.c).
 *
 * @param address the address with all bits of the mask applied
 * @param mask the mask
 */
public record AddressMask(Ip address, int mask) {
  /** Reads {@code 10.1/16}, {@code 10.1.0.0/255.255.0.0} or an address alone. */
  public static AddressMask read(String text) {
    int slash = text.lastIndexOf('/');
    String name = slash < 0 ? text : text.substring(0, slash);
    Ip ip =
        Ip.tryParse(filled(name))
            .filter(Ip::isV4)
            .orElseThrow(() -> IptablesException.usage("host/network `" + name + "' not found"));
    int mask = slash < 0 ? -1 : mask(text.substring(slash + 1));
    return new AddressMask(Ip.v4(ip.v4Bits() & mask), mask);
  }

  private static String filled(String quad) {
    long dots = quad.chars().filter(each -> each == '.').count();
    boolean isPlain = quad.matches("[0-9.]*[0-9]");
    return isPlain && dots < 3 ? quad + ".0".repeat((int) (3 - dots)) : quad;
  }

  private static int mask(String text) {
    OptionalInt length = OptionNumbers.whole(text, 0, 32);
    if (length.isPresent()) {
      return length.getAsInt() == 0 ? 0 : -1 << (32 - length.getAsInt());
    }
    return Ip.tryParse(text)
        .filter(Ip::isV4)
        .map(Ip::v4Bits)
        .orElseThrow(() -> IptablesException.usage("invalid mask `" + text + "' specified"));
  }

  /** The prefix, unless the mask has holes. */
  public Optional<Prefix> prefix() {
    int length = Integer.numberOfLeadingZeros(~mask);
    boolean isWhole = length == 32 || mask << length == 0;
    return isWhole ? Optional.of(Prefix.of(address, length)) : Optional.empty();
  }

  /** Returns true if the mask is 0, so that every address matches. */
  public boolean isAll() {
    return mask == 0;
  }

  @Override
  public String toString() {
    return prefix().map(Prefix::toString).orElseGet(() -> address + "/" + Ip.v4(mask));
  }
}
