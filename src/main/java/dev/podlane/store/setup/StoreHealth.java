package dev.podlane.store.setup;

import dev.podlane.store.Medium;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/** Out of service while changes cannot be kept, as when the disk is full. Named {@code store}. */
@Component("storeHealthIndicator")
class StoreHealth implements HealthIndicator {
  private final Medium medium;

  StoreHealth(Medium medium) {
    this.medium = medium;
  }

  @Override
  public Health health() {
    return medium.ready() ? Health.up().build() : Health.outOfService().build();
  }
}
