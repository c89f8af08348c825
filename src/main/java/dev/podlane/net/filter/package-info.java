/** Netfilter: the hooks a packet passes, in the order Linux calls them. */
@NullMarked
package dev.podlane.net.filter;

import org.jspecify.annotations.NullMarked;
