package dev.podlane.web.access;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The hosts and origins allowed to send requests, from {@code podlane.*}.
 *
 * @param bind the address that is listened on, as a literal or a name; {@code 0.0.0.0} for all
 * @param allowedHosts names besides its own by which the server may be asked for: {@code
 *     podlane.example.org}, with a port where pages come from another one than the scheme's own,
 *     {@code *.example.org} for every name below, or {@code *} for every name there is
 */
@ConfigurationProperties("podlane")
public record AccessProperties(
    @DefaultValue("127.0.0.1") String bind, @DefaultValue List<String> allowedHosts) {

  public AccessProperties {
    allowedHosts = allowedHosts.stream().map(String::strip).filter(e -> !e.isEmpty()).toList();
  }
}
