package dev.podlane.web.api;

import dev.podlane.finding.found.Kind;
import dev.podlane.web.space.Visitor;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import io.swagger.v3.oas.models.security.SecurityScheme;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The general part of the OpenAPI document. */
@Configuration(proxyBeanMethods = false)
class OpenApiConfiguration {
  private static final String DESCRIPTION =
      "Kubernetes manifests in, the Linux network of their nodes and the way of a packet out."
          + " Sentences are in the language of ?lang=en or zh, else of Accept-Language."
          + " Every error is application/problem+json. On a public server (GET /api/space) clusters"
          + " belong to the space of the header Podlane-Key; reading one needs its id alone.";

  @Bean
  OpenApiCustomizer podlane() {
    return api -> {
      api.setInfo(new Info().title("Podlane").version("v1").description(DESCRIPTION));
      List<Operation> operations =
          api.getPaths().values().stream().flatMap(path -> path.readOperations().stream()).toList();
      operations.stream()
          .map(operation -> operation.getResponses().get(ApiResponses.DEFAULT))
          .filter(Objects::nonNull)
          .findFirst()
          .ifPresent(problem -> operations.forEach(operation -> fail(operation, problem)));
      api.getPaths().forEach(OpenApiConfiguration::positions);
      keys(api);
      sameOrigin(api);
      findings(api);
    };
  }

  /** The keys of public mode; in local mode no call needs one. */
  private static void keys(OpenAPI api) {
    Components all = api.getComponents();
    all.addSecuritySchemes("space", header(Visitor.KEY, "Key of the space that owns clusters"));
    all.addSecuritySchemes("link", header(Visitor.TOKEN, "Token of a cluster's editable link"));
  }

  private static SecurityScheme header(String name, String description) {
    return new SecurityScheme()
        .type(SecurityScheme.Type.APIKEY)
        .in(SecurityScheme.In.HEADER)
        .name(name)
        .description(description);
  }

  /** Every code that a finding can have. */
  @SuppressWarnings("unchecked")
  private static void findings(OpenAPI api) {
    Schema<Object> finding = api.getComponents().getSchemas().get("Finding");
    if (finding != null) {
      Schema<Object> code = finding.getProperties().get("code");
      if (code != null) {
        code.setEnum(List.copyOf(Kind.codes().toList()));
      }
    }
  }

  /** Reading calls of a cluster show it as it was after any of its edits. */
  private static void positions(String path, PathItem item) {
    if (!path.startsWith("/api/clusters/{id}")
        || path.endsWith("/manifests")
        || path.endsWith("/parcel")
        || path.contains("/sharing")) {
      return;
    }
    List<Operation> reading = new ArrayList<>();
    reading.add(item.getGet());
    if (path.contains("/traces") || path.endsWith("/console")) {
      reading.add(item.getPost());
    }
    reading.stream()
        .filter(Objects::nonNull)
        .forEach(
            operation ->
                operation.addParametersItem(
                    new Parameter()
                        .in("query")
                        .name(EditParameter.NAME)
                        .description(
                            "The cluster as it was after that edit, 0 for before the first; as it"
                                + " is now if left out")
                        .schema(new IntegerSchema().minimum(BigDecimal.ZERO))));
  }

  private static void fail(Operation operation, ApiResponse problem) {
    operation.getResponses().putIfAbsent(ApiResponses.DEFAULT, problem);
  }

  /** The address it was generated at is of no use behind a proxy. */
  private static void sameOrigin(OpenAPI api) {
    api.getServers().forEach(server -> server.url("/").description("this server"));
  }
}
