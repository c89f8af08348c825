/** The sentences people read: English and Chinese bundles, and the one renderer that fills them. */
@NullMarked
package dev.podlane.web.text;

import org.jspecify.annotations.NullMarked;
