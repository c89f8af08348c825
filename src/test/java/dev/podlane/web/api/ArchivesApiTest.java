package dev.podlane.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podlane.document.archive.Packed;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** Clusters from archives. */
class ArchivesApiTest extends ApiTest {
  private static final String NODE =
      "apiVersion: v1\nkind: Node\nmetadata: {name: n1}\nspec: {podCIDR: 10.0.1.0/24}\n";

  /** A pod whose kind only its folder tells, as {@code kubectl get -o yaml} in a must-gather. */
  private static final String POD =
      "{\"metadata\": {\"name\": \"web\", \"namespace\": \"shop\"},"
          + " \"spec\": {\"nodeName\": \"n1\", \"containers\": [{\"name\": \"c\"}]}}";

  private static final String[] DUMP = {
    "dump/nodes.yaml", NODE,
    "./dump/namespaces/shop/pods/web.json", POD,
    "dump/wrong.yaml", "apiVersion: v1\nkind: Pod\nmetadata:\n\tname: x\n",
    "dump/secret.yaml",
        "apiVersion: v1\nkind: Secret\nmetadata: {name: s}\nstringData: {a: hidden}\n",
    "dump/pod.log", "2026-01-01 hello",
    "dump/.git/config.yaml", "a: b",
    "dump/inner.zip", "PK",
  };

  @Test
  void linesOfJsonAreDocuments() {
    String line = "{\"apiVersion\":\"v1\",\"kind\":\"Node\",\"metadata\":{\"name\":\"n%d\"}}\n";
    byte[] zip =
        Packed.zip("a.jsonl", line.formatted(1) + line.formatted(2), "b.ndjson", line.formatted(3));
    Reply created = upload("/api/clusters?name=lines", "application/zip", zip);
    assertThat(created.json().at("/counts/nodes").asInt()).isEqualTo(3);
  }

  static Stream<Arguments> archives() {
    byte[] tar = Packed.tar(DUMP);
    return Stream.of(
        Arguments.of("application/zip", Packed.zip(DUMP)),
        Arguments.of("application/x-tar", tar),
        Arguments.of("application/gzip", Packed.gzip(tar)),
        Arguments.of("application/x-gzip", Packed.gzip(tar)),
        Arguments.of("application/octet-stream", Packed.zip(DUMP)),
        Arguments.of("application/yaml", Packed.gzip(tar)));
  }

  @ParameterizedTest
  @MethodSource("archives")
  void filesOfAnArchiveAreOneCluster(String type, byte[] archive) {
    Reply created = upload("/api/clusters?name=dump", type, archive);

    assertThat(created.status()).isEqualTo(201);
    assertThat(created.json().at("/counts/pods").asInt()).isEqualTo(1);
    assertThat(created.json().at("/counts/nodes").asInt()).isEqualTo(1);
    JsonNode problems = created.json().path("problems");
    assertThat(problems.valueStream())
        .filteredOn(p -> p.path("code").asString().equals("text.tab"))
        .singleElement()
        .satisfies(p -> assertThat(p.path("file").asString()).isEqualTo("dump/wrong.yaml"))
        .satisfies(p -> assertThat(p.path("line").asInt()).isEqualTo(4));
    assertThat(problems.valueStream().map(p -> p.path("code").asString()))
        .contains("file.left-out-other", "file.left-out-hidden", "file.left-out-archive");
    String id = created.json().path("id").asString();
    String kept = get("/api/clusters/" + id + "/manifests", "Accept", "*/*").raw().body();
    assertThat(kept).contains("# File: dump/nodes.yaml").doesNotContain("hidden\n");
    assertThat(kept).doesNotContain("{a: hidden}");
    assertThat(get("/api/clusters/" + id).json().path("problems").valueStream())
        .filteredOn(p -> p.path("code").asString().equals("file.left-out-archive"))
        .singleElement()
        .satisfies(p -> assertThat(p.path("message").asString()).contains("dump/inner.zip"));
    String probe = "{\"from\": \"shop/web\", \"to\": \"n1\", \"protocol\": \"icmp\"}";
    assertThat(probe(id, probe).json().at("/outcome/result").asString()).isEqualTo("delivered");
  }

  @Test
  void oneFileMayBeCompressedByItself() {
    byte[] packed = Packed.gzip(NODE.getBytes(StandardCharsets.UTF_8));
    Reply created = upload("/api/clusters", "application/gzip", packed);
    assertThat(created.json().at("/counts/nodes").asInt()).isEqualTo(1);
    assertThat(
            get(
                    "/api/clusters/" + created.json().path("id").asString() + "/manifests",
                    "Accept",
                    "*/*")
                .raw()
                .body())
        .isEqualTo(NODE);
  }

  @Test
  void anArchiveReplacesDocuments() {
    String id = post("/api/clusters", YAML, NODE).json().path("id").asString();
    Reply replaced = upload("PUT", "/api/clusters/" + id, "application/zip", Packed.zip(DUMP));
    assertThat(replaced.status()).isEqualTo(200);
    assertThat(replaced.json().at("/counts/pods").asInt()).isEqualTo(1);
  }

  static Stream<Arguments> refused() {
    byte[] zip = Packed.zip(DUMP);
    byte[] tar = Packed.tar(DUMP);
    byte[] bomb = Packed.zip("a.yaml", "# ".repeat(40 << 20));
    return Stream.of(
        Arguments.of(Arrays.copyOf(zip, 200), 400, "api.archive.damaged"),
        Arguments.of(Arrays.copyOf(Packed.gzip(tar), 300), 400, "api.archive.damaged"),
        Arguments.of(Arrays.copyOf(tar, 700), 400, "api.archive.damaged"),
        Arguments.of(Packed.zip("notes.txt", "hello"), 400, "text.no-object"),
        Arguments.of(Packed.gzip(zip), 400, "text.no-object"),
        Arguments.of(Packed.tar("a.yaml", "->/etc/passwd"), 400, "text.no-object"),
        Arguments.of(new byte[] {0x1f, (byte) 0x8b, 8}, 400, "api.archive.damaged"),
        Arguments.of(nested(4_000), 400, "api.archive.damaged"),
        Arguments.of(Packed.gzip(longName(3 << 20)), 400, "api.archive.damaged"),
        Arguments.of(bomb, 413, "api.archive.too-large"));
  }

  /** A name of so many octets, as GNU tar writes it before the entry it is of. */
  private static byte[] longName(int octets) {
    byte[] archive = new byte[2048 + octets];
    put(archive, 0, "././@LongLink");
    put(archive, 100, "0000644");
    put(archive, 124, "%011o".formatted(octets));
    put(archive, 148, "        L");
    put(archive, 257, "ustar  ");
    int sum = 0;
    for (int i = 0; i < 512; i++) {
      sum += archive[i];
    }
    put(archive, 148, "%06o\0".formatted(sum));
    Arrays.fill(archive, 512, 512 + octets, (byte) 'n');
    return archive;
  }

  private static void put(byte[] archive, int at, String text) {
    System.arraycopy(text.getBytes(StandardCharsets.US_ASCII), 0, archive, at, text.length());
  }

  /** Headers that each announce a longer name of the next: 512 octets, and 512 for the name. */
  private static byte[] nested(int times) {
    byte[] one = Arrays.copyOf(Packed.tar("n".repeat(200) + ".yaml", "a: 1"), 1024);
    byte[] many = new byte[one.length * times];
    for (int i = 0; i < times; i++) {
      System.arraycopy(one, 0, many, i * one.length, one.length);
    }
    return Packed.gzip(many);
  }

  @ParameterizedTest
  @MethodSource("refused")
  void whatCannotBeReadSaysWhy(byte[] archive, int status, String code) {
    Reply refused = upload("/api/clusters", "application/zip", archive);
    assertThat(refused.status()).isEqualTo(status);
    assertThat(refused.json().at("/problems/0/code").asString()).isEqualTo(code);
  }

  @Test
  void namesAreOnlyShown() {
    byte[] archive =
        Packed.zip(
            "../../etc/n.yaml",
            NODE,
            "C:\\x\\<b>.yaml",
            NODE.replace("n1", "n2"),
            "a\n---\n# File: b.yaml",
            NODE.replace("n1", "n3"),
            "twice.yaml",
            "a:\n\tb: 1\n");
    Reply created = upload("/api/clusters", "application/zip", archive);
    assertThat(created.json().at("/counts/nodes").asInt()).isEqualTo(3);
    String id = created.json().path("id").asString();
    assertThat(get("/api/clusters/" + id + "/manifests", "Accept", "*/*").raw().body())
        .contains(
            "# File: ../../etc/n.yaml\n",
            "# File: C:/x/<b>.yaml\n",
            "# File: a?---?# File: b.yaml\n");
  }
}
