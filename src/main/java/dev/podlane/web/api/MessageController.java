package dev.podlane.web.api;

import dev.podlane.answer.text.Language;
import dev.podlane.answer.text.Messages;
import dev.podlane.web.text.AskedLanguage;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The page's texts. */
@RestController
@Tag(name = "Texts")
class MessageController {
  private final Messages messages;

  MessageController(Messages messages) {
    this.messages = messages;
  }

  @GetMapping("/api/messages")
  @Operation(summary = "All texts of the page and the glossary, by key, in one language")
  ResponseEntity<SortedMap<String, String>> messages(HttpServletRequest request) {
    Language language = AskedLanguage.of(request);
    SortedMap<String, String> page = new TreeMap<>();
    for (Map.Entry<String, String> text : messages.all(language).entrySet()) {
      if (text.getKey().startsWith("ui.") || text.getKey().startsWith("glossary.")) {
        page.put(text.getKey(), text.getValue());
      }
    }
    return ResponseEntity.ok().header("Content-Language", language.code()).body(page);
  }
}
