package dev.podlane.web.api.problem;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * The limits on the size and duration of a request, from {@code podlane.body.*}.
 *
 * @param maxDocuments bound of uploaded Kubernetes documents
 * @param maxJson bound of every other body
 * @param maxSpooled bound of all bodies and answers together that are on their way by way of the
 *     disk
 * @param time longest pause of a transfer, and the allowance of each whatever its size
 * @param slowest bytes per second that a transfer must reach beyond that time
 */
@ConfigurationProperties("podlane.body")
public record BodyProperties(
    @DefaultValue("1GB") DataSize maxDocuments,
    @DefaultValue("1MB") DataSize maxJson,
    @DefaultValue("4GB") DataSize maxSpooled,
    @DefaultValue("15s") Duration time,
    @DefaultValue("128KB") DataSize slowest) {}
