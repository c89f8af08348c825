package dev.podlane.store.setup;

import dev.podlane.store.ClusterStore;
import dev.podlane.store.Medium;
import dev.podlane.store.TextEdits;
import dev.podlane.store.file.StoreFile;
import dev.podlane.store.file.StoreFileProperties;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.NoneNestedConditions;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.ConfigurationCondition.ConfigurationPhase;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The store of clusters: a file in the data directory, or the database of {@code
 * spring.datasource.url}.
 */
@Configuration(proxyBeanMethods = false)
class StoreConfiguration {
  /** The embedded file. */
  @Configuration(proxyBeanMethods = false)
  @Conditional(NoServer.class)
  static class Embedded {
    @Bean
    StoreFile storeFile(
        @Value("${podlane.data-dir}") Path directory,
        TextEdits edits,
        StoreFileProperties settings) {
      return StoreFile.open(directory, edits, settings);
    }

    @Bean
    DataSource dataSource(StoreFile file) {
      return file.source();
    }
  }

  /** A database server, which other processes may use as well. */
  @Configuration(proxyBeanMethods = false)
  @ConditionalOnProperty("spring.datasource.url")
  static class Server {
    private static final Duration LONGEST_WRITE = Duration.ofDays(1);

    @Bean
    Medium serverMedium(JdbcClient jdbc) {
      return new ServerMedium(jdbc);
    }

    @Bean
    ApplicationRunner unusedTexts(ClusterStore store, Clock clock) {
      return arguments -> store.forgetUnused(clock.instant().minus(LONGEST_WRITE));
    }
  }

  /** No database is named in the configuration. */
  static class NoServer extends NoneNestedConditions {
    NoServer() {
      super(ConfigurationPhase.REGISTER_BEAN);
    }

    @ConditionalOnProperty("spring.datasource.url")
    static class Server {}
  }
}
