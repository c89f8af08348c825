package dev.podlane.scenario.lesson;

/** The same said in English and in Chinese. */
public record Words(Phrase en, Phrase zh) {}
