/** Reads YAML: simple texts by hand, all others with snakeyaml-engine. */
@NullMarked
package dev.podlane.document.yaml;

import org.jspecify.annotations.NullMarked;
