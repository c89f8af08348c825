package dev.podlane;

import dev.podlane.cli.LabCommand;
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
  /** Starts the web server, or with {@code lab} as first word that command instead. */
  public static void main(String[] args) {
    if (args.length > 0 && args[0].equals(LabCommand.NAME)) {
      List<String> words = List.of(args).subList(1, args.length);
      System.exit(LabCommand.run(words));
    }
    SpringApplication.run(PodlaneApplication.class, args);
  }

  /** The wall clock, for the dates of saved clusters only: walks have their own virtual time. */
  @Bean
  Clock clock() {
    return Clock.systemUTC();
  }
}
