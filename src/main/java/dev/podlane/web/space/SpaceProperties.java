package dev.podlane.web.space;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Bounds of public mode, from {@code podlane.public.*}. Local mode has none of them.
 *
 * @param maxClusters largest number of clusters of one space
 * @param maxSize largest total size of the documents and edits of one space, in bytes (UTF-8)
 * @param newPerMinute largest number of clusters that one space makes in a minute
 * @param newPerMinutePerAddress largest number of clusters made in a minute from one address, for
 *     IPv6 from one /64 network
 * @param expireAfter time after which a cluster that nobody opens is removed; 0 for never
 * @param url address of this server in links and previews, such as {@code
 *     https://podlane.example.org}; empty to take it from each request
 */
@ConfigurationProperties("podlane.public")
public record SpaceProperties(
    @DefaultValue("50") int maxClusters,
    @DefaultValue("32MB") DataSize maxSize,
    @DefaultValue("10") int newPerMinute,
    @DefaultValue("60") int newPerMinutePerAddress,
    @DefaultValue("90d") Duration expireAfter,
    @DefaultValue("") String url) {

  public SpaceProperties {
    if (maxClusters < 1 || newPerMinute < 1 || newPerMinutePerAddress < 1) {
      throw new IllegalArgumentException(
          "podlane.public: max-clusters, new-per-minute and new-per-minute-per-address must be at"
              + " least 1");
    }
    if (expireAfter.isNegative()) {
      throw new IllegalArgumentException("podlane.public.expire-after must not be negative");
    }
    url = url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
  }
}
