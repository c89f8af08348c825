package dev.podlane;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Starts Podlane. */
@SpringBootApplication
public class PodlaneApplication {
  /** Starts the web server. */
  public static void main(String[] args) {
    SpringApplication.run(PodlaneApplication.class, args);
  }
}
