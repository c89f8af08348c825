package dev.podlane.web.text;

import dev.podlane.answer.text.Messages;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The sentences, read once. */
@Configuration(proxyBeanMethods = false)
class TextConfiguration {
  @Bean
  Messages messages() {
    return new Messages();
  }
}
