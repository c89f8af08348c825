package dev.podlane.web.page;

import dev.podlane.web.text.AskedLanguage;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Locale;
import org.apache.tomcat.util.buf.EncodedSolidusHandling;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.CacheControl;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** The cache times of files, and the language of templates. */
@Configuration(proxyBeanMethods = false)
class WebConfiguration implements WebMvcConfigurer {
  private static final CacheControl KEPT =
      CacheControl.maxAge(Duration.ofDays(365)).cachePublic().immutable();

  private static final String OWN = "classpath:/static/app/";

  private final PageFiles files;

  WebConfiguration(PageFiles files) {
    this.files = files;
  }

  /** A file whose address has a version or a digest never changes; the rest is asked after. */
  @Override
  public void addResourceHandlers(ResourceHandlerRegistry registry) {
    registry
        .addResourceHandler("/webjars/**")
        .addResourceLocations("classpath:/META-INF/resources/webjars/")
        .setCacheControl(KEPT);
    if (!files.address().equals(PageFiles.CURRENT)) {
      registry
          .addResourceHandler(files.address() + "/**")
          .addResourceLocations(OWN)
          .setCacheControl(KEPT);
    }
    registry
        .addResourceHandler(PageFiles.CURRENT + "/**")
        .addResourceLocations(OWN)
        .setCacheControl(CacheControl.noCache());
  }

  /** A pod's namespace may be written {@code default%2Fweb-1}; it means the same as a slash. */
  @Bean
  WebServerFactoryCustomizer<TomcatServletWebServerFactory> slashes() {
    return factory ->
        factory.addConnectorCustomizers(
            connector ->
                connector.setEncodedSolidusHandling(EncodedSolidusHandling.DECODE.getValue()));
  }

  /** The same rule for templates as for the REST interface. */
  @Bean
  LocaleResolver localeResolver() {
    return new LocaleResolver() {
      @Override
      public Locale resolveLocale(HttpServletRequest request) {
        return AskedLanguage.of(request).locale();
      }

      @Override
      public void setLocale(
          HttpServletRequest request,
          @Nullable HttpServletResponse response,
          @Nullable Locale locale) {
        throw new UnsupportedOperationException("the request alone says the language");
      }
    };
  }
}
