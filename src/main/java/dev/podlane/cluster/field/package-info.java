/** Reads the values that fields of many kinds have: names, addresses, ports, routes. */
@NullMarked
package dev.podlane.cluster.field;

import org.jspecify.annotations.NullMarked;
