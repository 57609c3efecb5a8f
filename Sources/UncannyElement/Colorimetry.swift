internal import CGStreamer
internal import Uncanny

extension ColorMatrix {
  /// What caps mean: FCC's matrix is all but that of BT.601, SMPTE 240M's all but that of BT.709; where they do not say,
  /// the usual one of `height` rows.
  init(_ matrix: GstVideoColorMatrix, height: Int) {
    switch matrix {
    case GST_VIDEO_COLOR_MATRIX_BT601, GST_VIDEO_COLOR_MATRIX_FCC: self = .bt601
    case GST_VIDEO_COLOR_MATRIX_BT709, GST_VIDEO_COLOR_MATRIX_SMPTE240M: self = .bt709
    case GST_VIDEO_COLOR_MATRIX_BT2020: self = .bt2020
    default: self = .usual(forHeight: height)
    }
  }
}

extension Transfer {
  /// What caps mean; anything that is neither PQ nor HLG is of standard dynamic range.
  init(_ transfer: GstVideoTransferFunction) {
    switch transfer {
    case GST_VIDEO_TRANSFER_SMPTE2084: self = .pq
    case GST_VIDEO_TRANSFER_ARIB_STD_B67: self = .hlg
    default: self = .standard
    }
  }
}
