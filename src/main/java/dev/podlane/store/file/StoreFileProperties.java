package dev.podlane.store.file;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How the database file is kept small, from {@code podlane.store.file.*}.
 *
 * @param eraseAfter how long nothing must have changed before the file is written anew without what
 *     was deleted or replaced
 * @param slack how much more than twice what it holds the file may take before it is written anew
 *     at once
 * @param salvage whether to go on with the clusters that are whole when the file is found damaged
 *     at the start; the damaged file is kept beside it then
 */
@ConfigurationProperties("podlane.store.file")
public record StoreFileProperties(
    @DefaultValue("30s") Duration eraseAfter,
    @DefaultValue("8MB") DataSize slack,
    @DefaultValue("false") boolean salvage) {}
