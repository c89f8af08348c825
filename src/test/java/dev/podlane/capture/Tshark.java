package dev.podlane.capture;

import dev.podlane.tools.Command;
import dev.podlane.tools.Tool;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Reads a file with Wireshark's own reader, all checksums checked. */
final class Tshark {
  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final String LIST = ";";

  private Tshark() {}

  /**
   * Reads fields of every packet.
   *
   * @return for each packet the values of each field; a field may be there more than once, or not
   */
  static List<List<List<String>>> fields(Path file, String... names) {
    List<String> words = new ArrayList<>(List.of(Tool.TSHARK.path().toString(), "-r"));
    words.add(file.toString());
    for (String layer : List.of("ip", "tcp", "udp")) {
      words.addAll(List.of("-o", layer + ".check_checksum:TRUE"));
    }
    words.addAll(List.of("-d", "udp.port==8472,vxlan", "-T", "fields", "-E", "separator=|"));
    words.addAll(List.of("-E", "aggregator=" + LIST, "-E", "occurrence=a", "-e", "frame.number"));
    Stream.of(names).forEach(name -> words.addAll(List.of("-e", name)));
    return run(words)
        .lines()
        .filter(line -> line.matches("\\d+\\|.*"))
        .map(line -> Arrays.stream(line.split("\\|", -1)).skip(1).map(Tshark::values).toList())
        .toList();
  }

  private static List<String> values(String cell) {
    return cell.isEmpty() ? List.of() : List.of(cell.split(LIST, -1));
  }

  private static String run(List<String> words) {
    try {
      Command done = Command.run(Path.of(""), LIMIT, words);
      if (done.exit() != 0) {
        throw new IllegalStateException(done.output());
      }
      return done.output();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
