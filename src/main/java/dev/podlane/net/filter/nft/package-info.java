/** The language of nftables as plain values: expressions, statements, sets and maps. */
@NullMarked
package dev.podlane.net.filter.nft;

import org.jspecify.annotations.NullMarked;
