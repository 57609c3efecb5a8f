/* Prints what stands on each frame of a file, from the metas that the element `uncanny` attaches to the buffers.
 *
 *     cc -o boxes examples/element/boxes.c $(pkg-config --cflags --libs gstreamer-video-1.0)
 *     GST_PLUGIN_PATH=.build/release ./boxes FILE [PLAN]
 */
#include <gst/gst.h>
#include <gst/video/gstvideometa.h>

static GstPadProbeReturn print_findings(GstPad *pad, GstPadProbeInfo *info, gpointer count) {
  GstBuffer *buffer = GST_PAD_PROBE_INFO_BUFFER(info);
  guint64 frame = (*(guint64 *)count)++;
  (void)pad;

  GstCustomMeta *meta = gst_buffer_get_custom_meta(buffer, "uncanny");
  const GValue *findings = meta ? gst_structure_get_value(gst_custom_meta_get_structure(meta), "findings") : NULL;
  for (guint i = 0; findings != NULL && i < gst_value_array_get_size(findings); i++) {
    const GstStructure *finding = g_value_get_boxed(gst_value_array_get_value(findings, i));
    double score = 0;
    gst_structure_get_double(finding, "score", &score);
    g_print("frame %" G_GUINT64_FORMAT ": %s %s %.2f\n", frame, gst_structure_get_string(finding, "severity"),
            gst_structure_get_string(finding, "fault"), score);
  }

  gpointer state = NULL;
  GstMeta *each;
  while ((each = gst_buffer_iterate_meta_filtered(buffer, &state, GST_VIDEO_REGION_OF_INTEREST_META_API_TYPE))) {
    GstVideoRegionOfInterestMeta *box = (GstVideoRegionOfInterestMeta *)each;
    if (box->roi_type != g_quark_from_static_string("uncanny")) continue;
    g_print("  box %u,%u %ux%u\n", box->x, box->y, box->w, box->h);
  }
  return GST_PAD_PROBE_OK;
}

int main(int argc, char **argv) {
  gst_init(&argc, &argv);
  if (argc != 2 && argc != 3) {
    g_printerr("usage: %s FILE [PLAN]\n", argv[0]);
    return 2;
  }
  GError *error = NULL;
  GstElement *pipeline = gst_parse_launch(
      "filesrc name=file ! decodebin ! videoconvert ! uncanny name=watcher overlay=false ! fakesink sync=false", &error);
  if (error != NULL) {
    g_printerr("%s (is libgstuncanny.so in GST_PLUGIN_PATH?)\n", error->message);
    return 2;
  }
  guint64 frames = 0;
  GstElement *file = gst_bin_get_by_name(GST_BIN(pipeline), "file");
  GstElement *watcher = gst_bin_get_by_name(GST_BIN(pipeline), "watcher");
  GstPad *pad = gst_element_get_static_pad(watcher, "src");
  g_object_set(file, "location", argv[1], NULL);
  if (argc == 3) g_object_set(watcher, "plan", argv[2], NULL);
  gst_pad_add_probe(pad, GST_PAD_PROBE_TYPE_BUFFER, print_findings, &frames, NULL);

  gst_element_set_state(pipeline, GST_STATE_PLAYING);
  GstBus *bus = gst_element_get_bus(pipeline);
  GstMessage *last = gst_bus_timed_pop_filtered(bus, GST_CLOCK_TIME_NONE, GST_MESSAGE_EOS | GST_MESSAGE_ERROR);
  int status = 0;
  if (GST_MESSAGE_TYPE(last) == GST_MESSAGE_ERROR) {
    gst_message_parse_error(last, &error, NULL);
    g_printerr("%s\n", error->message);
    g_error_free(error);
    status = 4;
  }
  gst_element_set_state(pipeline, GST_STATE_NULL);
  gst_message_unref(last);
  gst_object_unref(bus);
  gst_object_unref(pad);
  gst_object_unref(watcher);
  gst_object_unref(file);
  gst_object_unref(pipeline);
  return status;
}
