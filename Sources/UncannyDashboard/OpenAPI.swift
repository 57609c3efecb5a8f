/// What the API is, in OpenAPI 3.1: the test holds every answer against it.
let openAPI = #"""
  {
    "openapi": "3.1.0",
    "info": {"title": "uncanny watch", "version": "1",
      "description": "What is known of the feeds that are watched. Times are seconds of stream time unless said otherwise. Where there is a token it comes as a bearer, or as the cookie that ?token= becomes."},
    "security": [{}, {"token": []}],
    "paths": {
      "/api/feeds": {"get": {"summary": "How all feeds stand", "responses": {
        "200": {"description": "one for each input", "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Feeds"}}}}}}},
      "/api/feeds/{feed}/events": {
        "parameters": [{"$ref": "#/components/parameters/feed"}],
        "get": {"summary": "The events that began, ended or got their picture after a revision, oldest change first; the latest 300 are kept",
          "parameters": [{"name": "since", "in": "query", "schema": {"type": "integer"}, "description": "the revision of the answer before; 0 for all"}],
          "responses": {"200": {"description": "the events", "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Events"}}}},
            "404": {"description": "no such feed"}}}},
      "/api/feeds/{feed}/events/{event}/picture.jpg": {
        "parameters": [{"$ref": "#/components/parameters/feed"}, {"name": "event", "in": "path", "required": true, "schema": {"type": "string"}}],
        "get": {"summary": "What was to be seen when the event was known; kept for the latest 80 events", "responses": {
          "200": {"description": "a picture", "content": {"image/jpeg": {}}}, "404": {"description": "none, or no more"}}}},
      "/api/feeds/{feed}/values": {
        "parameters": [{"$ref": "#/components/parameters/feed"}],
        "get": {"summary": "Scores and shots of the last two minutes", "responses": {
          "200": {"description": "by detector", "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Values"}}}},
          "404": {"description": "no such feed"}}}},
      "/api/feeds/{feed}/preview.jpg": {
        "parameters": [{"$ref": "#/components/parameters/feed"}],
        "get": {"summary": "The latest picture, with what was found drawn in", "responses": {
          "200": {"description": "at most 640 samples each way", "content": {"image/jpeg": {}}}, "404": {"description": "none yet"}}}},
      "/api/feeds/{feed}/preview.mjpeg": {
        "parameters": [{"$ref": "#/components/parameters/feed"}],
        "get": {"summary": "The same as it changes, at most ten a second", "responses": {
          "200": {"description": "pictures one after the other", "content": {"multipart/x-mixed-replace": {}}},
          "503": {"description": "too many are watching"}}}},
      "/api/events/stream": {"get": {"summary": "Everything that happens, as server-sent events: pulse (as /api/feeds, once a second), event, shot and values",
        "responses": {"200": {"description": "without end", "content": {"text/event-stream": {}}}, "503": {"description": "too many are watching"}}}},
      "/api/feeds/{feed}/settings": {
        "parameters": [{"$ref": "#/components/parameters/feed"}],
        "get": {"summary": "The plan in force, all detectors with their parameters, and what is muted", "responses": {
          "200": {"$ref": "#/components/responses/Settings"}, "404": {"description": "no such feed"}}}},
      "/api/feeds/{feed}/plan": {
        "parameters": [{"$ref": "#/components/parameters/feed"}],
        "put": {"summary": "Go on by another plan, from the next frame on: detectors that are set as they were go on, too",
          "requestBody": {"required": true, "content": {"application/json": {"schema": {"$ref": "#/components/schemas/PlanWish"}}}},
          "responses": {"200": {"$ref": "#/components/responses/Settings"}, "400": {"description": "the body is not as described"}, "404": {"description": "no such feed"}, "413": {"description": "more than 8 KB"}, "415": {"description": "no JSON"}, "503": {"$ref": "#/components/responses/Refusal"}, "403": {"description": "asked for by a page from elsewhere"},
            "409": {"$ref": "#/components/responses/Refusal"}, "422": {"$ref": "#/components/responses/Refusal"}, "429": {"$ref": "#/components/responses/Refusal"}}}},
      "/api/feeds/{feed}/mutes/{fault}": {
        "parameters": [{"$ref": "#/components/parameters/feed"}, {"name": "fault", "in": "path", "required": true, "schema": {"type": "string"}, "description": "a detector, a fault, or all"}],
        "put": {"summary": "Send no alert of it for a while; what still lasts then is sent then",
          "requestBody": {"required": true, "content": {"application/json": {"schema": {"$ref": "#/components/schemas/MuteWish"}}}},
          "responses": {"200": {"$ref": "#/components/responses/Settings"}, "400": {"description": "the body is not as described"}, "404": {"description": "no such feed"}, "413": {"description": "more than 8 KB"}, "415": {"description": "no JSON"}, "503": {"$ref": "#/components/responses/Refusal"}, "403": {"description": "asked for by a page from elsewhere"},
            "422": {"$ref": "#/components/responses/Refusal"}, "429": {"$ref": "#/components/responses/Refusal"}}},
        "delete": {"summary": "Take that back", "parameters": [{"name": "by", "in": "query", "schema": {"type": "string"}, "description": "who does it"}],
          "responses": {"200": {"$ref": "#/components/responses/Settings"}, "400": {"description": "the body is not as described"}, "404": {"description": "no such feed"}, "413": {"description": "more than 8 KB"}, "415": {"description": "no JSON"}, "503": {"$ref": "#/components/responses/Refusal"}, "403": {"description": "asked for by a page from elsewhere"}, "429": {"$ref": "#/components/responses/Refusal"}}}},
      "/metrics": {"get": {"summary": "Metrics in the text format of Prometheus", "responses": {"200": {"description": "metrics", "content": {"text/plain": {}}}}}},
      "/healthz": {"get": {"summary": "The program answers", "security": [{}], "responses": {"200": {"description": "ok"}}}},
      "/readyz": {"get": {"summary": "Frames come from every feed", "responses": {"200": {"description": "ready"}, "503": {"description": "why not, by feed"}}}}
    },
    "components": {
      "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
      "parameters": {"feed": {"name": "feed", "in": "path", "required": true, "schema": {"type": "integer"}, "description": "counted from 1, in the order of the inputs"}},
      "responses": {
        "Settings": {"description": "how the feed is set now", "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Settings"}}}},
        "Refusal": {"description": "nothing was changed, and why", "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Refusal"}}}}},
      "schemas": {
        "PlanWish": {"type": "object", "required": ["plan"], "properties": {
          "plan": {"type": "string", "description": "as for --plan; it can name no files but those that the watch began with"},
          "by": {"type": "string", "description": "who wishes so, for the list of events"},
          "revision": {"type": "integer", "description": "of the plan that it is meant to change; 409 when it is another by now"}}},
        "MuteWish": {"type": "object", "properties": {
          "minutes": {"type": "number", "minimum": 1, "maximum": 43200, "description": "absent until it is taken back"},
          "by": {"type": "string"}}},
        "Refusal": {"type": "object", "required": ["error"], "properties": {"error": {"type": "string"}}},
        "Muted": {"type": "object", "required": ["fault", "by"], "properties": {
          "fault": {"type": "string"}, "by": {"type": "string"},
          "until": {"type": "number", "description": "seconds since 1970; absent until it is taken back"}}},
        "Settings": {"type": "object", "required": ["feed", "revision", "plan", "muted", "detectors"], "properties": {
          "feed": {"type": "integer", "minimum": 1},
          "revision": {"type": "integer", "minimum": 0, "description": "rises with every change of the plan"},
          "plan": {"type": "string"},
          "muted": {"type": "array", "items": {"$ref": "#/components/schemas/Muted"}},
          "detectors": {"type": "array", "description": "all that there are", "items": {"type": "object",
            "required": ["detector", "title", "family", "on", "parameters", "texts"], "properties": {
              "detector": {"type": "string"}, "title": {"type": "string"},
              "family": {"enum": ["signal", "continuity", "origin", "audio", "stream"]},
              "on": {"type": "boolean"},
              "texts": {"type": "object", "additionalProperties": {"type": "string"}},
              "parameters": {"type": "array", "items": {"type": "object",
                "required": ["name", "value", "initial", "least", "most", "unit", "blurb"], "properties": {
                  "name": {"type": "string"}, "value": {"type": "number"}, "initial": {"type": "number"}, "least": {"type": "number"},
                  "most": {"type": "number"}, "unit": {"type": "string"}, "blurb": {"type": "string"}}}}}}}}},
        "Feeds": {"type": "object", "required": ["version", "started", "feeds"], "properties": {
          "version": {"type": "string"},
          "started": {"type": "number", "description": "seconds since 1970"},
          "feeds": {"type": "array", "items": {"$ref": "#/components/schemas/Feed"}}}},
        "Feed": {"type": "object",
          "required": ["feed", "source", "connection", "elapsed", "position", "width", "height", "received", "analyzed", "dropped", "unreadable", "returns", "step", "open", "revision", "settings", "muted", "detectors"],
          "properties": {
            "feed": {"type": "integer", "minimum": 1},
            "source": {"type": "string", "description": "without credentials"},
            "connection": {"enum": ["waiting", "live", "stalled", "away", "ended"]},
            "trouble": {"type": "string", "description": "why no frames come; absent while they do"},
            "elapsed": {"type": "number", "minimum": 0, "description": "seconds since it began to be watched"},
            "position": {"type": "number", "description": "stream time by now"},
            "width": {"type": "integer", "minimum": 0}, "height": {"type": "integer", "minimum": 0},
            "rate": {"type": "number", "minimum": 0, "description": "frames a second"},
            "received": {"type": "integer", "minimum": 0}, "analyzed": {"type": "integer", "minimum": 0},
            "dropped": {"type": "integer", "minimum": 0, "description": "frames that there was no time for"},
            "unreadable": {"type": "integer", "minimum": 0},
            "returns": {"type": "integer", "minimum": 0, "description": "how often a source that was away came back"},
            "step": {"type": "integer", "minimum": 0, "maximum": 3, "description": "how many steps of the plan are left out for want of time"},
            "measuring": {"type": "number", "minimum": 0, "description": "of a core: what detectors share"},
            "latency_ms": {"type": "object", "required": ["p50", "p99"], "description": "from arrival to results, of the latest 512 frames",
              "properties": {"p50": {"type": "number", "minimum": 0}, "p99": {"type": "number", "minimum": 0}}},
            "last_frame_age": {"type": "number", "minimum": 0, "description": "seconds since the latest frame arrived"},
            "worst": {"enum": ["info", "warning", "error", "critical"], "description": "of the events that last"},
            "open": {"type": "array", "items": {"type": "object", "required": ["id", "fault", "severity", "message", "start", "muted"], "properties": {
              "id": {"type": "string"}, "fault": {"type": "string"}, "severity": {"enum": ["info", "warning", "error", "critical"]},
              "message": {"type": "string"}, "start": {"type": "number", "minimum": 0}, "muted": {"type": "boolean"}}}},
            "settings": {"type": "integer", "minimum": 0, "description": "rises with every change of the plan"},
            "muted": {"type": "array", "items": {"$ref": "#/components/schemas/Muted"}},
            "revision": {"type": "integer", "minimum": 0, "description": "of the latest change of its events"},
            "detectors": {"type": "array", "items": {"type": "object", "required": ["detector", "title", "family", "state"], "properties": {
              "detector": {"type": "string"}, "title": {"type": "string"},
              "family": {"enum": ["signal", "continuity", "origin", "audio", "stream"]},
              "state": {"enum": ["on", "undecided", "skipped"]},
              "why": {"type": "string", "description": "why it cannot tell"},
              "score": {"type": "number", "minimum": 0, "maximum": 1, "description": "the worst of the last seconds"},
              "cost": {"type": "number", "minimum": 0, "description": "of a core: its own work"}}}}}},
        "Event": {"type": "object", "required": ["feed", "revision", "event"], "properties": {
          "feed": {"type": "integer", "minimum": 1},
          "revision": {"type": "integer", "minimum": 1},
          "picture": {"type": "string", "description": "the path of its picture"},
          "event": {"$ref": "#/components/schemas/DetectedEvent"}}},
        "DetectedEvent": {"type": "object", "description": "as docs/formats/event.schema.json has it: uncanny.event/1",
          "required": ["schema", "id", "state", "detector", "family", "fault", "severity", "start", "message"]},
        "Events": {"type": "object", "required": ["feed", "revision", "events"], "properties": {
          "feed": {"type": "integer", "minimum": 1},
          "revision": {"type": "integer", "minimum": 0, "description": "what to ask with the next time"},
          "events": {"type": "array", "items": {"$ref": "#/components/schemas/Event"}}}},
        "Shot": {"type": "object", "required": ["feed", "shot", "start", "transition"], "properties": {
          "feed": {"type": "integer", "minimum": 1},
          "shot": {"type": "integer", "minimum": 0},
          "start": {"type": "number", "minimum": 0},
          "end": {"type": "number", "minimum": 0, "description": "absent while it lasts"},
          "transition": {"enum": ["start", "cut", "dissolve", "fade", "wipe"]}}},
        "Scores": {"type": "object", "required": ["feed", "second", "scores"], "properties": {
          "feed": {"type": "integer", "minimum": 1},
          "second": {"type": "number"},
          "scores": {"type": "object", "additionalProperties": {"type": "number", "minimum": 0, "maximum": 1}}}},
        "Values": {"type": "object", "required": ["feed", "scores", "shots"], "properties": {
          "feed": {"type": "integer", "minimum": 1},
          "scores": {"type": "object", "description": "pairs of second and score, oldest first",
            "additionalProperties": {"type": "array", "items": {"type": "array", "items": {"type": "number"}}}},
          "shots": {"type": "array", "items": {"$ref": "#/components/schemas/Shot"}}}}
      }
    }
  }

  """#
