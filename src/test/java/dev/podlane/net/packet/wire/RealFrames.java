package dev.podlane.net.packet.wire;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Frames that a real kernel sent; where from is said in the file itself. */
final class RealFrames {
  private RealFrames() {}

  /** Octets in hexadecimal, by name. */
  static Map<String, String> all() {
    Map<String, String> frames = new LinkedHashMap<>();
    String name = "";
    for (String line : lines()) {
      if (line.startsWith(" ")) {
        frames.merge(name, line.strip(), String::concat);
      } else if (!line.startsWith("#")) {
        name = line;
      }
    }
    return frames;
  }

  private static List<String> lines() {
    try (InputStream in = RealFrames.class.getResourceAsStream("/wire/frames.txt")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
