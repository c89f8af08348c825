package dev.podlane.web.api;

/** Examples of the time line's documentation. */
final class TimelineDocs {
  static final String LIST =
      """
      {"cluster": "6f1c", "end": 2.51, "settled": true, "settings": {"appStart": 0.0, "watch": 0.02},
       "planned": [{"edit": 1, "time": 0.0, "where": "default/web-1", "what": "delete"}],
       "total": 9, "events": [{"time": 0.0, "actor": "user",
         "object": {"kind": "Pod", "namespace": "default", "name": "web-1"},
         "code": "pod.deleted-by-user", "sentence": "The deletion of web-1 is asked for.",
         "rule": 237}]}
      """;

  static final String SET_IMAGE =
      """
      {"event": {"type": "setImage", "workload": "Deployment default/web", "container": "nginx",
                 "image": "nginx:1.29"}}
      """;

  static final String LOSE_NODE =
      """
      {"event": {"type": "loseNode", "node": "node-2"}, "at": 10}
      """;

  static final String SETTING =
      """
      {"event": {"type": "set", "setting": "appStart", "value": "4s"}, "at": 0}
      """;

  private TimelineDocs() {}
}
