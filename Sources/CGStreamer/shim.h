#pragma once
#include <gst/gst.h>
#include <gst/app/app.h>
#include <gst/audio/audio.h>
#include <gst/base/base.h>
#include <gst/pbutils/pbutils.h>
#include <gst/video/video.h>
#include <gst/video/gstvideofilter.h>

// gst_video_info_from_caps drops all that caps say of color where they do not name the matrix, as for a full-range stream
// that says only that: "1:0:0:0" becomes narrow range. This takes up again what they do say. For both users of this module.
static inline void uncanny_restore_colorimetry(GstVideoInfo *info, const GstCaps *caps) {
  const GstStructure *structure = gst_caps_get_size(caps) > 0 ? gst_caps_get_structure(caps, 0) : NULL;
  const char *text = structure ? gst_structure_get_string(structure, "colorimetry") : NULL;
  GstVideoColorimetry said;
  if (text == NULL || !gst_video_colorimetry_from_string(&said, text)) return;
  if (said.range != GST_VIDEO_COLOR_RANGE_UNKNOWN) info->colorimetry.range = said.range;
  if (said.transfer != GST_VIDEO_TRANSFER_UNKNOWN) info->colorimetry.transfer = said.transfer;
  if (said.primaries != GST_VIDEO_COLOR_PRIMARIES_UNKNOWN) info->colorimetry.primaries = said.primaries;
}
