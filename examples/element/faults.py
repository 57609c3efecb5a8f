#!/usr/bin/env python3
"""Says what is wrong in a file while it is read, with the element `uncanny` in a pipeline of one's own.

    GST_PLUGIN_PATH=.build/release examples/element/faults.py FILE [PLAN]

Needs python3-gi and gir1.2-gstreamer-1.0. Ends with 1 when something of severity error or worse was found.
"""
import sys

import gi

gi.require_version("Gst", "1.0")
from gi.repository import GLib, Gst


def main():
    if len(sys.argv) not in (2, 3):
        sys.exit(__doc__.strip())
    Gst.init(None)
    try:
        pipeline = Gst.parse_launch(
            "filesrc name=file ! decodebin ! videoconvert ! uncanny name=watcher overlay=false ! fakesink sync=false")
    except GLib.Error as error:
        sys.exit(f"{error.message} (is libgstuncanny.so in GST_PLUGIN_PATH?)")
    pipeline.get_by_name("file").set_property("location", sys.argv[1])
    watcher = pipeline.get_by_name("watcher")
    if len(sys.argv) == 3:
        watcher.set_property("plan", sys.argv[2])

    # on the streaming thread, and at once: print nothing slow here in a live pipeline
    watcher.connect("found", lambda element, found: tell(found) if found.get_name() == "uncanny-event" else None)

    bus, worst, problem = pipeline.get_bus(), 0, None
    pipeline.set_state(Gst.State.PLAYING)
    while True:
        message = bus.timed_pop_filtered(
            Gst.CLOCK_TIME_NONE, Gst.MessageType.EOS | Gst.MessageType.ERROR | Gst.MessageType.ELEMENT)
        if message.type == Gst.MessageType.EOS:
            break
        if message.type == Gst.MessageType.ERROR:
            problem = message.parse_error()[0].message
            break
        structure = message.get_structure()
        if structure.get_name() == "uncanny-event":
            worst = max(worst, ["info", "warning", "error", "critical"].index(structure.get_string("severity")))
    pipeline.set_state(Gst.State.NULL)
    if problem:
        sys.exit(problem)
    sys.exit(1 if worst >= 2 else 0)


def tell(event):
    frame = event.get_uint64("start-frame").value
    print(f"{event.get_string('state'):5} frame {frame}: {event.get_string('severity')}: {event.get_string('message')}",
          flush=True)


if __name__ == "__main__":
    main()
