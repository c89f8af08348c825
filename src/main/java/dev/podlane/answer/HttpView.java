package dev.podlane.answer;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The answer to a URL. */
@Schema(
    name = "Http",
    description = "Of a URL: the answer that came over the client's connection",
    example =
        """
        {"status": 200, "service": "default/frontend", "pod": "default/frontend-7c5d",
         "route": "Ingress default/shop spec.rules[0].http.paths[0]",
         "proxy": "ingress-nginx/ingress-nginx-controller-8f9d4", "forwardedFor": "203.0.113.9",
         "source": "10.244.1.7", "path": "/",
         "shares": [{"service": "default/frontend", "weight": 1, "share": 1.0}]}
        """)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record HttpView(
    @Schema(
            description =
                "200 if a pod took the request: what a program answers is not simulated. Else the"
                    + " status of the proxy's own answer",
            example = "200")
        int status,
    @Schema(
            description = "Why the proxy answered itself",
            allowableValues = {
              "no-rule",
              "no-class",
              "no-listener",
              "not-allowed",
              "no-backend",
              "no-service",
              "no-service-port",
              "no-grant",
              "no-endpoints",
              "no-connection",
              "no-answer",
              "redirect",
              "plain-http",
              "source-range",
              "time-limit"
            })
        @Nullable String why,
    @Schema(description = "The Service that was asked", example = "default/frontend")
        @Nullable String service,
    @Schema(description = "The pod that answered", example = "default/frontend-7c5d")
        @Nullable String pod,
    @Schema(description = "The rule that decided") @Nullable String route,
    @Schema(description = "Where the client is sent", example = "https://shop.example.com/")
        @Nullable String location,
    @Schema(description = "The pod whose proxy answered the client") @Nullable String proxy,
    @Schema(
            description =
                "Where the proxy ended TLS: the Secret with its certificate, or empty for its own")
        @Nullable String certificate,
    @Schema(
            description = "X-Forwarded-For as the pod gets it: the client as the proxy sees it",
            example = "203.0.113.9")
        @Nullable String forwardedFor,
    @Schema(description = "The proxy's address as the pod sees it", example = "10.244.1.7")
        @Nullable String source,
    @Schema(description = "The path that the pod is asked for", example = "/")
        @Nullable String path,
    @Schema(description = "The Services that could have been asked")
        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        List<ShareView> shares) {

  /** Copies its shares. */
  public HttpView {
    shares = List.copyOf(shares);
  }

  /** A part of the requests. */
  @Schema(name = "HttpShare")
  public record ShareView(
      @Schema(example = "default/frontend") String service,
      @Schema(example = "90") int weight,
      @Schema(description = "0 to 1", example = "0.9") double share) {}
}
