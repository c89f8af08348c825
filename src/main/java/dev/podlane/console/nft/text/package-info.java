/** The output of nft. */
@NullMarked
package dev.podlane.console.nft.text;

import org.jspecify.annotations.NullMarked;
