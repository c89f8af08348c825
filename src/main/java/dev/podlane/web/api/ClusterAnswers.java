package dev.podlane.web.api;

import dev.podlane.answer.ClusterViews;
import dev.podlane.answer.Localizer;
import dev.podlane.answer.text.Messages;
import dev.podlane.scenario.Samples;
import dev.podlane.store.Expected;
import dev.podlane.web.api.EntryViews.ClusterView;
import dev.podlane.web.api.EntryViews.EntryView;
import dev.podlane.web.api.EntryViews.RedactedView;
import dev.podlane.web.api.EntryViews.StreamView;
import dev.podlane.web.api.EntryViews.SuggestionView;
import dev.podlane.web.api.problem.ApiException;
import dev.podlane.web.api.problem.Fault;
import dev.podlane.web.api.problem.ProblemKind;
import dev.podlane.web.library.ClusterEntry;
import dev.podlane.web.library.Library;
import dev.podlane.web.library.OpenedCluster;
import dev.podlane.web.space.Spaces;
import dev.podlane.web.text.AskedLanguage;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Finds clusters and describes them, for all controllers. */
@Component
class ClusterAnswers {
  /** A version among the tags of If-Match. */
  private static final Pattern TAG = Pattern.compile("\"([0-9]{1,18})\"");

  /** No cluster ever has it. */
  private static final long NO_VERSION = -1;

  private final Library library;
  private final Spaces spaces;
  private final Messages messages;

  ClusterAnswers(Library library, Spaces spaces, Messages messages) {
    this.library = library;
    this.spaces = spaces;
    this.messages = messages;
  }

  Localizer words(HttpServletRequest request) {
    return new Localizer(messages, AskedLanguage.of(request));
  }

  /** Finds a cluster without opening it. */
  ClusterEntry find(String id) {
    return library.find(id).orElseThrow(() -> unknown(id));
  }

  /**
   * Opens a cluster, at an earlier position or another moment if the request names one.
   *
   * @throws ApiException if there is no such cluster, or it never had that many edits
   */
  OpenedCluster open(String id) {
    OpenedCluster now = library.open(id).orElseThrow(() -> unknown(id));
    OptionalInt edit = EditParameter.ofRequest();
    OptionalLong moment = MomentParameter.ofRequest();
    OpenedCluster then = edit.isPresent() ? at(now, edit.getAsInt()) : now;
    return moment.isPresent()
        ? new OpenedCluster(
            then.entry(), then.workspace().atMoment(moment.getAsLong()), then.history())
        : then;
  }

  /**
   * Opens a cluster as it was.
   *
   * @param number number of edits that have happened
   * @throws ApiException if there is no such cluster, or it never had that many edits
   */
  OpenedCluster open(String id, int number) {
    return at(library.open(id).orElseThrow(() -> unknown(id)), number);
  }

  private OpenedCluster at(OpenedCluster now, int number) {
    int last = now.workspace().edits().size();
    if (number > last) {
      throw noEdit("" + number, last);
    }
    return library.at(now, number);
  }

  /** Returns the error for a number that no edit has. */
  static ApiException noEdit(String which, int last) {
    Fault fault =
        last == 0
            ? Fault.request("api.edit.none")
            : Fault.request("api.edit.unknown", which, Integer.toString(last));
    return new ApiException(ProblemKind.NOT_FOUND, fault);
  }

  /**
   * The cluster as it was at the earlier position that the request names; empty if it is about the
   * cluster as it is now.
   */
  Optional<OpenedCluster> earlier(String id) {
    OptionalInt edit = EditParameter.ofRequest();
    if (edit.isEmpty()) {
      return Optional.empty();
    }
    OpenedCluster now = library.open(id).orElseThrow(() -> unknown(id));
    OpenedCluster then = at(now, edit.getAsInt());
    int position = then.workspace().edits().size();
    return position == now.workspace().edits().size() ? Optional.empty() : Optional.of(then);
  }

  /** Makes sure that a change is requested of the cluster's present position. */
  void requireNow(String id) {
    earlier(id)
        .ifPresent(
            then -> {
              throw earlierPosition(then);
            });
  }

  /** Returns the error for a change to an earlier position of the cluster. */
  static ApiException earlierPosition(OpenedCluster then) {
    String position = "" + then.workspace().edits().size();
    return new ApiException(
        ProblemKind.INVALID_FIELDS, Fault.field("api.edit.earlier", EditParameter.NAME, position));
  }

  /**
   * Reads the documents of a cluster, as they are kept, part by part.
   *
   * @return the cluster, at the version that was read
   */
  ClusterEntry documents(String id, Consumer<String> part) {
    return library.documents(id, part).orElseThrow(() -> unknown(id));
  }

  /**
   * Refuses early, before much is read for it, a cluster that the visitor may not make.
   *
   * @throws dev.podlane.web.space.SpaceException if so
   */
  void requireNew() {
    spaces.requireNew();
  }

  /**
   * Finds a cluster that may be changed, as samples, earlier positions and those of others may not.
   */
  ClusterEntry changeable(String id) {
    ClusterEntry entry = saved(id);
    spaces.requireChange(id);
    requireNow(id);
    return entry;
  }

  /** Finds a cluster that is neither a sample nor a state of a lesson. */
  ClusterEntry saved(String id) {
    ClusterEntry entry = find(id);
    if (entry.isStage()) {
      throw new ApiException(ProblemKind.READ_ONLY, Fault.request("api.lesson.read-only", id));
    }
    if (entry.sample()) {
      throw new ApiException(ProblemKind.READ_ONLY, Fault.request("api.sample.read-only", id));
    }
    return entry;
  }

  /**
   * Returns the versions that a change may start from: those of If-Match, if it is given.
   *
   * @param ifMatch the header; null if there is none
   */
  static Expected expected(@Nullable String ifMatch) {
    if (ifMatch == null || ifMatch.strip().equals("*")) {
      return Expected.ANY;
    }
    List<Long> versions = new ArrayList<>();
    Matcher tags = TAG.matcher(ifMatch);
    while (tags.find()) {
      versions.add(Long.parseLong(tags.group(1)));
    }
    return new Expected(versions.isEmpty() ? List.of(NO_VERSION) : versions);
  }

  /** Makes sure that the client has read the cluster's present version, if it names a version. */
  static void requireMatch(ClusterEntry entry, @Nullable String ifMatch) {
    expected(ifMatch).require(entry.id(), entry.number());
  }

  static ApiException unknown(String id) {
    return new ApiException(ProblemKind.NOT_FOUND, Fault.request("api.cluster.unknown", id));
  }

  ClusterView cluster(OpenedCluster opened, Localizer words) {
    ClusterEntry entry = opened.entry();
    return new ClusterView(
        entry.id(),
        name(entry, words),
        entry.sample(),
        text(entry.created()),
        text(entry.updated()),
        ClusterViews.counts(opened.workspace()),
        ClusterViews.problems(opened.workspace().problems(), words),
        ClusterViews.assumptions(opened.workspace(), words),
        EditViews.views(opened, words),
        RedactedView.of(entry.blanked()),
        opened.workspace().kept(),
        about(entry, words),
        suggestions(entry, words),
        ClusterViews.omitted(opened.workspace()));
  }

  EntryView entry(ClusterEntry entry, Localizer words) {
    return new EntryView(
        entry.id(),
        name(entry, words),
        entry.sample(),
        text(entry.created()),
        text(entry.updated()));
  }

  String name(ClusterEntry entry, Localizer words) {
    return isScene(entry) ? words.say("sample." + entry.id()) : entry.name();
  }

  /** Returns true for a sample, which has sentences of its own. */
  private static boolean isScene(ClusterEntry entry) {
    return entry.sample() && !entry.isStage();
  }

  private static @Nullable String about(ClusterEntry entry, Localizer words) {
    return isScene(entry) ? words.say("sample." + entry.id() + ".about") : null;
  }

  private static List<SuggestionView> suggestions(ClusterEntry entry, Localizer words) {
    List<SuggestionView> views = new ArrayList<>();
    for (Samples.Suggestion each :
        isScene(entry) ? Samples.suggestions(entry.id()) : List.<Samples.Suggestion>of()) {
      boolean sized = each.size() > 0;
      views.add(
          new SuggestionView(
              words.say("sample." + entry.id() + ".probe." + (views.size() + 1)),
              each.from(),
              each.to(),
              each.protocol(),
              each.port() > 0 ? each.port() : null,
              sized ? each.size() : null,
              sized ? each.df() : null,
              StreamView.of(each.stream())));
    }
    return views;
  }

  private static @Nullable String text(@Nullable Instant instant) {
    return instant == null ? null : instant.toString();
  }
}
