package dev.podlane.answer.trace;

/**
 * A step of a walk as a sentence.
 *
 * @param seq position in the order of play of the whole trace
 * @param flow part of the conversation, such as {@code request}
 * @param namespace the network namespace in which it happens
 */
public record StoryLine(int seq, String flow, String namespace, String sentence) {}
