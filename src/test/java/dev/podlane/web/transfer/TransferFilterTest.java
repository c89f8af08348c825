package dev.podlane.web.transfer;

import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import dev.podlane.answer.text.Messages;
import dev.podlane.web.access.AccessCheck;
import dev.podlane.web.access.AccessProperties;
import dev.podlane.web.api.body.ReceivedBody;
import dev.podlane.web.api.problem.BodyProperties;
import dev.podlane.web.api.problem.ProblemAnswer;
import dev.podlane.web.api.problem.ProblemWriter;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.util.unit.DataSize;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** The same filter in a container that has no connections, as that of MockMvc. */
@Execution(ExecutionMode.SAME_THREAD)
class TransferFilterTest {
  @TempDir Path data;
  private final Sweep sweep = new Sweep();
  private MockMvc mvc;

  /** Answers with what it was sent. */
  @RestController
  static class Echo {
    @PostMapping("/api/clusters")
    String echo(HttpServletRequest request) throws IOException {
      ReceivedBody body = ReceivedBody.of(request);
      return body.size() + " " + new String(body.open().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @BeforeEach
  void container() {
    ServerProperties server = new ServerProperties();
    server.setAddress(InetAddress.getLoopbackAddress());
    Messages messages = new Messages();
    TransferFilter filter =
        new TransferFilter(
            new AccessCheck(new AccessProperties("127.0.0.1", List.of()), server),
            new BodyProperties(
                DataSize.ofBytes(100),
                DataSize.ofBytes(10),
                DataSize.ofMegabytes(1),
                Duration.ofSeconds(1),
                DataSize.ofKilobytes(1)),
            new SpoolRoom(data, 1 << 20, 1 << 20),
            new Lanes(),
            sweep,
            new ProblemAnswer(new ProblemWriter(messages), messages, new JsonMapper()));
    mvc = MockMvcBuilders.standaloneSetup(new Echo()).addFilters(filter).build();
  }

  @AfterEach
  void stop() {
    sweep.stop();
  }

  @Test
  void aBodyIsThereForTheApplication() throws Exception {
    mvc.perform(post("/api/clusters").servletPath("/api/clusters").content("abc"))
        .andExpect(status().isOk())
        .andExpect(content().string("3 abc"));
    mvc.perform(post("/api/clusters").servletPath("/api/clusters"))
        .andExpect(content().string("0 "));
  }

  @Test
  void aBodyHasABound() throws Exception {
    mvc.perform(post("/api/clusters").servletPath("/api/clusters").content("x".repeat(101)))
        .andExpect(status().isContentTooLarge());
  }

  @Test
  void whoIsForeignIsRefused() throws Exception {
    mvc.perform(get("/api/clusters").servletPath("/api/clusters").header("Host", "evil.example"))
        .andExpect(status().isForbidden())
        .andExpect(jsonPath("$.type").value("urn:podlane:problem:foreign"));
    mvc.perform(
            post("/api/clusters")
                .servletPath("/api/clusters")
                .content("abc")
                .header("Host", "localhost:8080")
                .header("Origin", "http://evil.example"))
        .andExpect(status().isForbidden());
    mvc.perform(
            post("/api/clusters")
                .servletPath("/api/clusters")
                .content("abc")
                .header("Host", "localhost:8080")
                .header("Origin", "http://localhost:8080"))
        .andExpect(status().isOk());
  }
}
