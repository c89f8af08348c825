package dev.podlane.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podlane.kernel.Namespaces;
import dev.podlane.tools.NeedsTool;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The command, as one types it. */
class LabCommandTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @TempDir Path folder = Path.of("");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--script|FILE",
        "article --nonsense|--nonsense",
        "article --probe|Missing required parameter for option '--probe'",
        "nosuch|no such file",
        "article --probe from=web-1|to= is missing",
        "article --probe from=web-9,to=web-1|near: default/web-1",
        "article --probe from=web-1,to=web-2,colour=red|colour",
        "article --probe from=web-1,to=web-2,proto=tcp,port=0|port",
        "article --probe from=web-1,to=web-2,proto=gre|gre",
        "article --probe from=web-1,to=web-2,ttl=999|ttl",
        "article --probe web-1|cannot read",
        "article --probes nosuch.yaml|nosuch.yaml"
      })
  void whatCannotBeDoneIsSaidAndIsTwo(String line, String said) {
    assertThat(run(words(line))).isEqualTo(2);
    assertThat(err.toString(StandardCharsets.UTF_8)).contains(said);
    assertThat(out.size()).isZero();
  }

  @Test
  void aDocumentWithErrorsIsNotCompared() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("n.yaml"), "namespaces: {a: {devices: {eth0: {type: veth}}}}\n");

    assertThat(run(List.of(file.toString()))).isEqualTo(2);
    assertThat(err.toString(StandardCharsets.UTF_8)).contains("n.yaml", "eth0");
  }

  @Test
  void theScriptCanBePrintedByAnyone() {
    int status = run(words("article --script --probe from=web-1,to=10.0.2.2,proto=tcp,port=80"));

    assertThat(status).isZero();
    assertThat(out.toString(StandardCharsets.UTF_8))
        .startsWith("#!/bin/sh\n")
        .contains("# $n4 is default/web-1", "\"destination\": \"10.0.2.2\"", "\"port\": 80");
  }

  @Test
  @NeedsTool({"ip", "bridge", "iptables", "python3"})
  void aProbeIsSentForRealAndEqual() throws IOException {
    Namespaces.require("LabCommandTest");

    int status = run(words("article --probe from=web-1,to=10.0.2.2,proto=tcp,port=80"));

    assertThat(status).as(err.toString(StandardCharsets.UTF_8)).isZero();
    assertThat(out.toString(StandardCharsets.UTF_8))
        .contains("equal", "lan/p-gateway>63", "1 probes, 0 different");
  }

  private static List<String> words(String line) {
    return List.of(line.split(" ", -1)).stream().map(word -> word.replace(',', ' ')).toList();
  }

  private int run(List<String> words) {
    List<String> all = new ArrayList<>(List.of("lab"));
    all.addAll(words);
    return Podlane.run(
        all,
        InputStream.nullInputStream(),
        new PrintStream(out, true, StandardCharsets.UTF_8),
        new PrintStream(err, true, StandardCharsets.UTF_8));
  }
}
