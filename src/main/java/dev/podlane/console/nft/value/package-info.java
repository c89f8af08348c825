/** Values of nft's types, as words. */
@NullMarked
package dev.podlane.console.nft.value;

import org.jspecify.annotations.NullMarked;
