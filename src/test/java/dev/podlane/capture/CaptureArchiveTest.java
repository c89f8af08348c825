package dev.podlane.capture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podlane.net.addr.Protocol;
import dev.podlane.scenario.Samples;
import dev.podlane.tools.NeedsTool;
import dev.podlane.trace.Trace;
import dev.podlane.workspace.ProbeRequest;
import dev.podlane.workspace.Walked;
import dev.podlane.workspace.Workspace;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CaptureArchiveTest {
  @TempDir private Path folder;

  private static List<Trace> walk() {
    Workspace article = Workspace.open("", Samples.text("article").orElseThrow());
    ProbeRequest probe = new ProbeRequest("web-1", "web-2", Protocol.TCP, 80, 64, true, 0);
    return article.walk(List.of(probe)).stream().map(Walked::trace).toList();
  }

  private static Map<String, byte[]> archive(long most) throws IOException {
    CaptureArchive archive = new CaptureArchive(most);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    archive.begin(out);
    for (Trace trace : walk()) {
      archive.add(trace, out);
    }
    archive.end(out);
    Map<String, byte[]> files = new TreeMap<>();
    ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(out.toByteArray()));
    for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
      files.put(entry.getName(), zip.readAllBytes());
    }
    return files;
  }

  @Test
  void aRouterOnOneLegHasAFileForEachDirection() throws IOException {
    assertThat(archive(Long.MAX_VALUE))
        .containsKeys(
            "default/web-1/eth0.pcapng",
            "node-1/eth0.pcapng",
            "gateway/eth0-in.pcapng",
            "gateway/eth0-out.pcapng")
        .doesNotContainKeys("gateway/eth0.pcapng", "node-1/eth0-in.pcapng");
  }

  @Test
  void aFullArchiveCountsWhatItLeavesOut() throws IOException {
    Map<String, byte[]> whole = archive(Long.MAX_VALUE);
    Map<String, byte[]> full = archive(1);

    long octets = full.values().stream().mapToLong(file -> file.length).sum();
    assertThat(octets).isLessThan(whole.values().stream().mapToLong(file -> file.length).sum());
    assertThat(full.values().stream().map(String::new))
        .anyMatch(text -> text.contains("packets-left-out="));
  }

  @Test
  @NeedsTool("tshark")
  void wiresharkSeesNoSegmentAgainThatWasSentOnce() throws IOException {
    int segments = 0;
    for (byte[] each : archive(Long.MAX_VALUE).values()) {
      Path file = Files.write(folder.resolve("one.pcapng"), each);
      for (List<List<String>> row : Tshark.fields(file, "tcp.seq", "tcp.analysis.flags")) {
        segments += row.get(0).size();
        assertThat(row.get(1)).isEmpty();
      }
    }
    assertThat(segments).isGreaterThan(30);
  }
}
