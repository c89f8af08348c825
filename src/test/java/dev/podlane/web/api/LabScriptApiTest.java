package dev.podlane.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A cluster as a script to take away. */
class LabScriptApiTest extends ApiTest {
  @Test
  void aClusterIsAScriptThatBuildsIt() {
    Reply reply = get("/api/clusters/article/lab.sh");

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.raw().headers().firstValue("Content-Type"))
        .hasValue("text/x-shellscript;charset=UTF-8");
    assertThat(reply.raw().headers().firstValue("Content-Disposition"))
        .hasValueSatisfying(value -> assertThat(value).startsWith("attachment").contains("lab.sh"));
    assertThat(reply.raw().body())
        .startsWith("#!/bin/sh\n")
        .contains("$n4 is default/web-1", "route add 10.0.2.0/24 via 10.100.0.3");
  }

  @Test
  void whatIsNotThereHasNone() {
    assertThat(get("/api/clusters/nothing/lab.sh").status()).isEqualTo(404);
  }
}
