/** Reads what nft takes. */
@NullMarked
package dev.podlane.console.nft.read;

import org.jspecify.annotations.NullMarked;
