package dev.podlane.store.file;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * The upkeep of the database file, from {@code podlane.store.file.*}.
 *
 * @param eraseAfter time without changes after which the file is rewritten without deleted and
 *     replaced values
 * @param slack allowed excess over twice the size of its contents before the file is rewritten at
 *     once
 * @param salvage true to go on with the whole clusters if the file is found damaged at the start;
 *     the damaged file is kept beside it then
 */
@ConfigurationProperties("podlane.store.file")
public record StoreFileProperties(
    @DefaultValue("30s") Duration eraseAfter,
    @DefaultValue("8MB") DataSize slack,
    @DefaultValue("false") boolean salvage) {}
