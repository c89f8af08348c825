/**
 * Ingress and Gateway API: what is written, which proxy serves it, and what that proxy decides
 * about a request (rules 119 to 127). No packet is sent here.
 */
@NullMarked
package dev.podlane.cluster.http;

import org.jspecify.annotations.NullMarked;
