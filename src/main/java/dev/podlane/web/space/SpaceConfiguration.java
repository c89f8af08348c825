package dev.podlane.web.space;

import dev.podlane.store.SpaceLimits;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Tells the store the bounds of a space, which local mode does not have. */
@Configuration(proxyBeanMethods = false)
class SpaceConfiguration {
  @Bean
  SpaceLimits spaceLimits(@Value("${podlane.mode:local}") Mode mode, SpaceProperties settings) {
    return mode == Mode.PUBLIC
        ? new SpaceLimits(settings.maxClusters(), settings.maxSize().toBytes())
        : SpaceLimits.NONE;
  }
}
