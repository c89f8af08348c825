package dev.podlane.bench;

import dev.podlane.net.addr.Protocol;
import dev.podlane.trace.Trace;
import dev.podlane.workspace.ProbeRequest;
import dev.podlane.workspace.Workspace;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import tools.jackson.databind.json.JsonMapper;

/**
 * One whole walk: the article's TCP connection from a pod to a pod of the other node, request and
 * answer, every step with its evidence. Beside it, as the measure, what it costs to write that same
 * trace as JSON.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class WalkBenchmark {
  private static final String SAMPLE = "/samples/article.yaml";
  private static final ProbeRequest PROBE =
      new ProbeRequest("default/web-1", "10.0.2.2", Protocol.TCP, 80, 64, true, 0);
  private static final ProbeRequest AGAIN =
      new ProbeRequest("default/web-1", "10.0.2.2", Protocol.TCP, 80, 64, false, 0);

  private final JsonMapper json = JsonMapper.builder().build();
  private String yaml;
  private Workspace workspace;
  private Trace trace;

  /** Opens the cluster, and refuses to measure a walk that does not arrive. */
  @Setup
  public void open() throws IOException {
    try (InputStream in = Objects.requireNonNull(getClass().getResourceAsStream(SAMPLE))) {
      yaml = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
    workspace = Workspace.open("article.yaml", yaml);
    trace = workspace.walk(List.of(PROBE)).get(0).trace();
    String outcome = trace.outcome().toString();
    if (!outcome.toLowerCase(Locale.ROOT).contains("delivered")) {
      throw new IllegalStateException("the walk should arrive: " + outcome);
    }
  }

  /** A first walk: ARP on every segment, nothing learned yet. */
  @Benchmark
  public Object walkCold() {
    return workspace.walk(List.of(PROBE));
  }

  /** A first walk and the same again over what it learned. */
  @Benchmark
  public Object walkColdThenWarm() {
    return workspace.walk(List.of(PROBE, AGAIN));
  }

  /** The manifests' text to a network that is ready to walk. */
  @Benchmark
  public Object openCluster() {
    return Workspace.open("article.yaml", yaml);
  }

  /** The measure: the trace of one first walk as JSON. */
  @Benchmark
  public byte[] traceAsJson() {
    return json.writeValueAsBytes(trace);
  }
}
