package dev.podlane.store;

import java.nio.file.Path;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Where the database file is. */
@Configuration(proxyBeanMethods = false)
class StoreConfiguration {
  /**
   * WRITE_DELAY=0: a change is in the file when the answer leaves, so kill -9 loses nothing that
   * was acknowledged. DB_CLOSE_ON_EXIT=FALSE: the pool closes the database, H2's own shutdown hook
   * would race it.
   */
  private static final String SETTINGS = ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE";

  /** H2 refuses relative paths, so the directory is made absolute first. */
  @Bean
  JdbcConnectionDetails database(@Value("${podlane.data-dir}") Path directory) {
    String url = "jdbc:h2:file:" + directory.toAbsolutePath().normalize() + "/podlane" + SETTINGS;
    return new JdbcConnectionDetails() {
      @Override
      public String getUsername() {
        return "podlane";
      }

      @Override
      public String getPassword() {
        return "";
      }

      @Override
      public String getJdbcUrl() {
        return url;
      }
    };
  }
}
