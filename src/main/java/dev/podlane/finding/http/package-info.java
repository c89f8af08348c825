/** Finds Ingresses, Gateways and routes whose requests go nowhere. */
@NullMarked
package dev.podlane.finding.http;

import org.jspecify.annotations.NullMarked;
