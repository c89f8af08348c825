/**
 * Bytes on their way in and out. A request's body is received before it is processed, and an answer
 * is made before it is sent, both without a thread that waits for the client; in between a request
 * takes one of few places. So slow clients, however many, keep no other waiting.
 */
@NullMarked
package dev.podlane.web.transfer;

import org.jspecify.annotations.NullMarked;
