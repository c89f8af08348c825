package dev.podlane.web.page;

import dev.podlane.answer.text.Language;
import dev.podlane.answer.text.Messages;
import dev.podlane.web.text.AskedLanguage;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** The page, one shell that its scripts draw in, and the licences. */
@Controller
class PageController {
  private static final String WORDS = "ui.licences.";

  private final Licences licences = Licences.read();
  private final Messages messages;
  private final PageFiles files;

  PageController(Messages messages, PageFiles files) {
    this.messages = messages;
    this.files = files;
  }

  @GetMapping("/")
  String page(HttpServletRequest request, HttpServletResponse response, Model model) {
    model.addAttribute("lang", AskedLanguage.of(request).code());
    model.addAttribute("app", files.address());
    response.setHeader(HttpHeaders.CACHE_CONTROL, CacheControl.noCache().getHeaderValue());
    response.addHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT_LANGUAGE);
    return "index";
  }

  /** The picture and the player alone, for a frame of another page. */
  @GetMapping({"/embed", "/embed/{cluster}"})
  String embedded(HttpServletRequest request, HttpServletResponse response, Model model) {
    model.addAttribute("view", "embed");
    return page(request, response, model);
  }

  /** The page on which one joins a class, opens one, or leads it. */
  @GetMapping({"/class", "/class/{code}", "/class/{code}/teacher"})
  String inClass(HttpServletRequest request, HttpServletResponse response, Model model) {
    page(request, response, model);
    return "class";
  }

  /** The page with the questions about a part of the lessons, before it or after it. */
  @GetMapping("/exam/{id}/{form}")
  String exam(HttpServletRequest request, HttpServletResponse response, Model model) {
    page(request, response, model);
    return "exam";
  }

  @GetMapping("/licenses")
  String licences(HttpServletRequest request, HttpServletResponse response, Model model) {
    Language language = AskedLanguage.of(request);
    model.addAttribute("lang", language.code());
    model.addAttribute("app", files.address());
    model.addAttribute("licences", licences);
    for (String word : List.of("title", "own", "others", "component", "licence", "texts", "back")) {
      model.addAttribute(word, messages.text(language, WORDS + word));
    }
    response.addHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT_LANGUAGE);
    return "licenses";
  }
}
