package dev.podlane.cluster.field;

import dev.podlane.document.Fields;
import dev.podlane.net.addr.InterfaceAddress;
import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Prefix;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads addresses and blocks of fields; the model is IPv4 only so far, and IPv6 is reported. */
public final class AddressReader {
  private AddressReader() {}

  /** An IPv4 address of a field; anything else is an error on it. */
  public static @Nullable Ip ip(Fields fields, String key) {
    Optional<String> text = fields.text(key).filter(t -> !t.isEmpty());
    if (text.isEmpty()) {
      return null;
    }
    Optional<Ip> ip = Ip.tryParse(text.get());
    if (ip.isEmpty() && MaskedValue.is(text.get())) {
      fields.warn(key, "value.hidden", text.get());
      return null;
    }
    if (ip.isEmpty()) {
      fields.error(key, "ip.invalid", text.get());
      return null;
    }
    if (!ip.get().isV4()) {
      fields.warn(key, "ip.v6", text.get());
      return null;
    }
    if (isNoHost(ip.get())) {
      fields.error(key, "ip.no-host", text.get());
      return null;
    }
    return ip.get();
  }

  private static boolean isNoHost(Ip ip) {
    return ip.isZeroNet()
        || ip.isLoopback()
        || ip.isMulticast()
        || ip.isReserved()
        || ip.equals(Ip.LIMITED_BROADCAST);
  }

  /** The addresses of a list field, of both families; those that are none are errors on it. */
  public static List<Ip> ips(Fields fields, String key) {
    List<Ip> found = new ArrayList<>();
    fields.texts(key).forEach(text -> anyIp(fields, key, text).ifPresent(found::add));
    return found;
  }

  /** An address of either family that a field holds; anything else is an error on it. */
  public static Optional<Ip> anyIp(Fields fields, String key, String text) {
    Optional<Ip> ip = Ip.tryParse(text);
    if (ip.isEmpty() && MaskedValue.is(text)) {
      fields.warn(key, "value.hidden", text);
    } else if (ip.isEmpty()) {
      fields.error(key, "ip.invalid", text);
    }
    return ip;
  }

  /** A block of either family that a field holds; anything else is an error on it. */
  public static Optional<Prefix> anyBlock(Fields fields, String key, String text) {
    Optional<Prefix> block = parsed(text);
    if (block.isEmpty() && MaskedValue.is(text)) {
      fields.warn(key, "value.hidden", text);
    } else if (block.isEmpty()) {
      fields.error(key, "cidr.invalid", text);
    }
    return block;
  }

  /** A block; bits behind its length do not count. */
  private static Optional<Prefix> parsed(String text) {
    try {
      return text.indexOf('/') < 0
          ? Optional.empty()
          : Optional.of(InterfaceAddress.parse(text).prefix());
    } catch (IllegalArgumentException notOne) {
      return Optional.empty();
    }
  }

  /** An IPv4 block of a field; host bits are cleared with a warning, anything else is an error. */
  public static @Nullable Prefix block(Fields fields, String key) {
    return fields.text(key).filter(t -> !t.isEmpty()).map(t -> block(fields, key, t)).orElse(null);
  }

  /** As {@link #block(Fields, String)}, of a text. */
  static @Nullable Prefix block(Fields fields, String key, String text) {
    if (MaskedValue.is(text)) {
      fields.warn(key, "value.hidden", text);
      return null;
    }
    InterfaceAddress written;
    try {
      written = InterfaceAddress.parse(text);
    } catch (IllegalArgumentException notOne) {
      fields.error(key, "cidr.invalid", text);
      return null;
    }
    if (text.indexOf('/') < 0) {
      fields.error(key, "cidr.invalid", text);
      return null;
    }
    if (!written.ip().isV4()) {
      fields.warn(key, "ip.v6", text);
      return null;
    }
    if (!written.prefix().network().equals(written.ip())) {
      fields.warn(key, "cidr.host-bits", text, "" + written.prefix());
    }
    return written.prefix();
  }

  /** The first IPv4 block of a list field. */
  public static @Nullable Prefix firstBlock(Fields fields, String key) {
    List<String> texts = fields.texts(key);
    return texts.stream()
        .filter(text -> text.indexOf(':') < 0)
        .findFirst()
        .map(text -> block(fields, key, text))
        .orElse(null);
  }
}
