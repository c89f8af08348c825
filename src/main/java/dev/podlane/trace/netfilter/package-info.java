/** Netfilter's hooks: tables, connection tracking, address translation, REJECT. */
@NullMarked
package dev.podlane.trace.netfilter;

import org.jspecify.annotations.NullMarked;
