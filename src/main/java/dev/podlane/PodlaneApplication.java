package dev.podlane;

import dev.podlane.cli.Podlane;
import java.time.Clock;
import java.util.List;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Bean;

/** Starts Podlane. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class PodlaneApplication {
  /** Starts the web server, or with a command as first word that command instead. */
  public static void main(String[] args) {
    if (Podlane.isMeant(args)) {
      System.exit(Podlane.run(List.of(args)));
    }
    SpringApplication.run(PodlaneApplication.class, args);
  }

  /** The wall clock, for the dates of saved clusters only: walks have their own virtual time. */
  @Bean
  Clock clock() {
    return Clock.systemUTC();
  }
}
