package dev.podlane.web.transfer;

import dev.podlane.web.api.problem.ProblemAnswer;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The settings of the container beyond the Servlet interface. */
@Configuration(proxyBeanMethods = false)
class TransferConfiguration {
  @Bean
  WebServerFactoryCustomizer<TomcatServletWebServerFactory> connections(ProblemAnswer problems) {
    return factory -> {
      factory.addEngineValves(new ConnectionValve());
      factory.addContextCustomizers(
          context -> context.getParent().getPipeline().addValve(new ErrorValve(problems)));
    };
  }
}
