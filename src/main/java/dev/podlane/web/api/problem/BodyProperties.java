package dev.podlane.web.api.problem;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How large a request may be, from {@code podlane.body.*}.
 *
 * @param maxDocuments bound of uploaded Kubernetes documents
 * @param maxJson bound of every other body
 */
@ConfigurationProperties("podlane.body")
public record BodyProperties(
    @DefaultValue("64MB") DataSize maxDocuments, @DefaultValue("1MB") DataSize maxJson) {}
