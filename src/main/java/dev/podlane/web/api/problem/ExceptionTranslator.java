package dev.podlane.web.api.problem;

import dev.podlane.classroom.RefusedException;
import dev.podlane.document.DocumentException;
import dev.podlane.document.Problem;
import dev.podlane.store.DamagedException;
import dev.podlane.store.NoSpaceException;
import dev.podlane.store.ReopenedException;
import dev.podlane.store.StaleVersionException;
import dev.podlane.store.StoreFullException;
import dev.podlane.store.TooLongException;
import dev.podlane.web.library.BusyException;
import dev.podlane.web.rooms.RoomException;
import dev.podlane.web.space.SpaceException;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.beans.TypeMismatchException;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.resource.NoResourceFoundException;
import tools.jackson.core.JacksonException;

/** Turns all exceptions into one {@link ApiException}. */
public final class ExceptionTranslator {
  private static final Set<String> BEYOND_MEMORY = Set.of("text.too-long", "text.too-much-memory");

  /** The name that Bean Validation gives an item of a list, behind its index. */
  private static final Pattern ELEMENT = Pattern.compile("\\.<[^>]*>");

  /** The largest number of problems of documents in an answer. */
  private static final int MOST_FAULTS = 1_000;

  private static final int MOST_CAUSES = 20;
  private static final int MOST_SHOWN = 100;

  private ExceptionTranslator() {}

  /**
   * The value itself if all its constraints hold.
   *
   * @throws ApiException naming every field that breaks one
   */
  public static <T> T valid(Validator validator, T value) {
    List<Fault> faults =
        validator.validate(value).stream()
            .map(ExceptionTranslator::constraint)
            .sorted(Comparator.comparing(fault -> fault.place().path()))
            .toList();
    if (!faults.isEmpty()) {
      throw new ApiException(ProblemKind.INVALID_FIELDS, faults);
    }
    return value;
  }

  /** Returns the answer to a failure. */
  public static ApiException describe(Throwable failure) {
    if (failure instanceof ApiException ready) {
      return ready;
    }
    if (failure instanceof DocumentException unreadable) {
      return documents(unreadable);
    }
    if (failure instanceof RoomException room) {
      return RoomFaults.of(room);
    }
    if (failure instanceof RefusedException refused) {
      return RoomFaults.of(refused);
    }
    if (failure instanceof StoreFullException full) {
      return storeFull(full);
    }
    if (failure instanceof NoSpaceException) {
      return new ApiException(ProblemKind.STORE_FULL, Fault.request("api.store.disk-full"));
    }
    if (failure instanceof ReopenedException reopened) {
      String key = reopened.isOutOfMemory() ? "api.store.memory" : "api.store.reopened";
      return new ApiException(ProblemKind.BUSY, Fault.request(key));
    }
    if (failure instanceof TooLongException tooLong) {
      String heap = Long.toString(Runtime.getRuntime().maxMemory() >> 20);
      return new ApiException(
          ProblemKind.TOO_LARGE, Fault.request("api.store.too-long", tooLong.id(), heap));
    }
    if (failure instanceof DamagedException damaged) {
      return new ApiException(
          ProblemKind.DAMAGED, Fault.request("api.store.damaged", damaged.id()));
    }
    if (failure instanceof SpaceException refused) {
      return notYours(refused);
    }
    if (failure instanceof BusyException) {
      return new ApiException(ProblemKind.BUSY, Fault.request("api.busy.opening"));
    }
    if (failure instanceof StaleVersionException) {
      return new ApiException(ProblemKind.CHANGED, Fault.request("api.cluster.changed"));
    }
    if (failure instanceof HttpMessageNotReadableException unreadable) {
      return unreadable(unreadable);
    }
    if (failure instanceof JacksonException json) {
      return json(json);
    }
    if (failure instanceof MethodArgumentTypeMismatchException mismatch) {
      return mismatch(mismatch);
    }
    return failure instanceof ErrorResponse response
        ? response(failure, response)
        : within(failure).orElseGet(ExceptionTranslator::internal);
  }

  /** Finds an error answer that was wrapped in another exception, as message converters do. */
  private static Optional<ApiException> within(Throwable failure) {
    int depth = 0;
    for (Throwable cause = failure.getCause();
        cause != null && depth < MOST_CAUSES;
        cause = cause.getCause()) {
      if (cause instanceof ApiException ready) {
        return Optional.of(ready);
      }
      depth++;
    }
    return Optional.empty();
  }

  /** Text that cannot be read, or more of it than memory reaches for. */
  private static ApiException documents(DocumentException unreadable) {
    boolean beyondMemory =
        unreadable.problems().stream().map(Problem::code).anyMatch(BEYOND_MEMORY::contains);
    List<Fault> faults =
        new ArrayList<>(unreadable.problems().stream().limit(MOST_FAULTS).map(Fault::of).toList());
    int more = unreadable.problems().size() - faults.size();
    if (more > 0) {
      faults.add(Fault.request("api.problems.more", Integer.toString(more)));
    }
    return new ApiException(
        beyondMemory ? ProblemKind.TOO_LARGE : ProblemKind.UNREADABLE_DOCUMENTS,
        List.copyOf(faults));
  }

  /** A parameter of the address that is not of its type. */
  private static ApiException mismatch(MethodArgumentTypeMismatchException failure) {
    Fault fault =
        failure.getRequiredType() == Integer.class
            ? Fault.field("api.field.type.number", failure.getName(), "api.word.text")
            : Fault.field("api.field.type.other", failure.getName());
    return new ApiException(ProblemKind.INVALID_FIELDS, fault);
  }

  private static ApiException internal() {
    return new ApiException(ProblemKind.INTERNAL, Fault.request("api.internal"));
  }

  private static ApiException storeFull(StoreFullException full) {
    Fault fault =
        switch (full.limit()) {
          case CLUSTERS -> Fault.request("api.store.clusters", Long.toString(full.allowed()));
          case BYTES -> Fault.request("api.store.bytes", Long.toString(full.allowed() >> 20));
          case EDITS -> Fault.request("api.store.edits", Long.toString(full.allowed()));
          case EDIT_BYTES ->
              Fault.request("api.store.edit-bytes", Long.toString(full.allowed() >> 20));
          case SPACE_CLUSTERS -> Fault.request("api.space.clusters", "" + full.allowed());
          case SPACE_BYTES -> Fault.request("api.space.bytes", "" + (full.allowed() >> 20));
        };
    return new ApiException(ProblemKind.STORE_FULL, fault);
  }

  private static ApiException notYours(SpaceException refused) {
    String name = refused.reason().name().toLowerCase(Locale.ROOT).replace('_', '-');
    Fault fault = Fault.request("api.space." + name, refused.detail());
    ProblemKind kind =
        switch (refused.reason()) {
          case RATE_OF_SPACE, RATE_OF_ADDRESS -> ProblemKind.TOO_FAST;
          case LOCAL -> ProblemKind.INVALID_FIELDS;
          default -> ProblemKind.NOT_YOURS;
        };
    return new ApiException(kind, List.of(fault), refused.retrySeconds());
  }

  private static ApiException unreadable(HttpMessageNotReadableException failure) {
    for (Throwable cause = failure.getCause(); cause != null; cause = cause.getCause()) {
      if (cause instanceof ApiException ready) {
        return ready;
      }
      if (cause instanceof JacksonException json) {
        return json(json);
      }
    }
    return new ApiException(ProblemKind.UNREADABLE_BODY, Fault.request("api.body.missing"));
  }

  private static ApiException json(JacksonException failure) {
    for (Throwable cause = failure.getCause(); cause != null; cause = cause.getCause()) {
      if (cause instanceof ApiException ready) {
        return ready;
      }
    }
    ProblemKind kind =
        JsonFaults.isSyntax(failure) ? ProblemKind.UNREADABLE_BODY : ProblemKind.INVALID_FIELDS;
    return new ApiException(kind, JsonFaults.of(failure));
  }

  /** A broken constraint: its annotation names the message, its limits fill it. */
  private static Fault constraint(ConstraintViolation<?> broken) {
    Map<String, Object> limits = broken.getConstraintDescriptor().getAttributes();
    String path = ELEMENT.matcher(broken.getPropertyPath().toString()).replaceAll("");
    String most = String.valueOf(limits.get("max"));
    String bound = String.valueOf(limits.get("value"));
    String given = String.valueOf(broken.getInvalidValue());
    return switch (broken
        .getConstraintDescriptor()
        .getAnnotation()
        .annotationType()
        .getSimpleName()) {
      case "Range" ->
          Fault.field("api.field.range", path, String.valueOf(limits.get("min")), most, given);
      case "Min", "DecimalMin" -> Fault.field("api.field.least", path, bound, given);
      case "Max", "DecimalMax" -> Fault.field("api.field.most", path, bound, given);
      case "Size" ->
          broken.getInvalidValue() instanceof String
              ? Fault.field("api.field.length", path, most)
              : Fault.field("api.field.size", path, most);
      case "NotBlank", "NotEmpty" -> Fault.field("api.field.missing", path);
      default -> Fault.field("api.field.unusable", path);
    };
  }

  private static ApiException response(Throwable failure, ErrorResponse response) {
    if (failure instanceof NoResourceFoundException missing) {
      return new ApiException(
          ProblemKind.NOT_FOUND,
          Fault.request("api.path.unknown", "/" + missing.getResourcePath()));
    }
    if (failure instanceof HttpRequestMethodNotSupportedException method) {
      String[] allowed = method.getSupportedMethods();
      String names = allowed == null ? "" : String.join(", ", allowed);
      return new ApiException(
          ProblemKind.METHOD_NOT_ALLOWED, Fault.request("api.method", method.getMethod(), names));
    }
    if (failure instanceof HttpMediaTypeNotSupportedException type) {
      String given = type.getContentType() == null ? "-" : type.getContentType().toString();
      String read =
          type.getSupportedMediaTypes().stream()
              .map(String::valueOf)
              .collect(Collectors.joining(", "));
      return new ApiException(
          ProblemKind.MEDIA_TYPE,
          Fault.request(
              "api.media-type", given.substring(0, Math.min(given.length(), MOST_SHOWN)), read));
    }
    if (failure instanceof MissingServletRequestParameterException parameter) {
      return new ApiException(
          ProblemKind.INVALID_FIELDS,
          Fault.field("api.field.missing", parameter.getParameterName()));
    }
    if (failure instanceof TypeMismatchException mismatch) {
      return new ApiException(
          ProblemKind.INVALID_FIELDS,
          Fault.field("api.field.unusable", String.valueOf(mismatch.getPropertyName())));
    }
    return byStatus(response.getStatusCode());
  }

  private static ApiException byStatus(HttpStatusCode status) {
    List<ProblemKind> same =
        Arrays.stream(ProblemKind.values())
            .filter(kind -> kind.status() == status.value())
            .toList();
    ProblemKind kind =
        same.isEmpty()
            ? (status.is4xxClientError() ? ProblemKind.UNREADABLE_BODY : ProblemKind.INTERNAL)
            : same.get(0);
    return new ApiException(
        kind, Fault.request("api.other." + (kind == ProblemKind.INTERNAL ? "server" : "client")));
  }
}
