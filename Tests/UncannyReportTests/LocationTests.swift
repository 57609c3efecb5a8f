import Testing
import UncannyReport

@Suite struct LocationTests {
  @Test func `names that are the same are numbered, and stay so when they are shown again`() {
    let shown = ["srt://h:1?streamid=a", "srt://h:1?streamid=b", "rtmp://h/live/k1", "rtmp://h/live/k2", "a.mp4"].map {
      Location.displayed($0)
    }
    let names = Location.apart(shown)
    #expect(Set(names).count == 5 && names[1].hasSuffix("streamid=*** (2)") && names[3] == "rtmp://h/live/*** (2)")
    #expect(names.map { Location.displayed($0) } == names)
  }

  @Test(arguments: [
    ("srt://host:9000?passphrase=hunter2hunter2&mode=caller", "srt://host:9000?passphrase=***&mode=caller"),
    ("srt://host:port?passphrase=hunter2", "srt://host:port?passphrase=***"),
    ("srt://relay:9000?passphrase=p@ss:word", "srt://***"),
    ("srt://10.0.0.1:9000?latency=200&passphrase=p@s/s#w?d", "srt://10.0.0.1:9000?latency=200&passphrase=***"),
    ("srt://relay:8890?streamid=publish:cam:user:pass", "srt://relay:8890?streamid=***"),
    ("rtsp://user:p%40ss@host/live", "rtsp://host/live"),
    ("rtsp://user@host/live", "rtsp://host/live"),
    ("rtsp://@host/live", "rtsp://host/live"),
    ("rtsp://user:p@ss@host:8554/live", "rtsp://host:8554/live"),
    ("rtsp://user:pa/ss@host/live", "rtsp://host/live"),
    ("rtsp://user:12/34@host/live", "rtsp://host/live"),
    ("rtsp://user:p?s#s@host/live", "rtsp://***"),
    ("rtsp://user:p@s?s=@host/live", "rtsp://***"),
    ("rtsp://user:p@a.b/c@host/live", "rtsp://host/live"),
    ("rtsp://me@mail.com:p/@/w@host/live", "rtsp://host/live"),
    ("rtsp://user:pass@[2001:db8::1]:8554/live", "rtsp://[2001:db8::1]:8554/live"),
    ("rtsp://[::1]:8554/cam@2", "rtsp://[::1]:8554/cam@2"),
    ("rtsp:///user:pass@host/live", "rtsp:///host/live"),
    ("rtsp:user:pass@host/live", "rtsp:host/live"),
    ("rtsp:/user:pass@host/live", "rtsp:/host/live"),
    ("RTSP://user:pass@Host/Live", "RTSP://Host/Live"),
    ("  http://user:pass@host/a", "  http://host/a"),
    ("http://example.com:8080/clip@2x.mp4", "http://example.com:8080/clip@2x.mp4"),
    ("http://localhost:8080/clip@2x.mp4", "http://localhost:8080/clip@2x.mp4"),
    ("http://host/a?mail=a@b.c", "http://host/a?mail=a@b.c"),
    ("https://h/a.m3u8?Token=abc&x=1", "https://h/a.m3u8?Token=***&x=1"),
    ("https://h/a?x=1;access_token=abc;y=2", "https://h/a?x=1;access_token=***"),
    ("https://h/a?X-Amz-Signature=abc&X-Amz-Date=1", "https://h/a?X-Amz-Signature=***&X-Amz-Date=1"),
    ("https://h/a?Key-Pair-Id=K&sig=abc&stream_key=k", "https://h/a?Key-Pair-Id=K&sig=***&stream_key=***"),
    ("https://h/a?%70assword=abc", "https://h/a?%70assword=***"),
    ("https://h/a#access_token=abc", "https://h/a#access_token=***"),
    ("https://h/hdnts=exp=1~hmac=abc/a.m3u8?q=2", "https://h/hdnts=***/a.m3u8?q=2"),
    ("https://h/p?url=rtsp%3A%2F%2Fu%3Ap%40cam%2F1&x=2", "https://h/p?url=***&x=2"),
    ("https://h/p?url=rtsp://u:p@cam/1", "https://h/p?url=***"),
    ("https://h/a?token=", "https://h/a?token="),
    ("https://h/a?keyframes=2&design=3&passes=1", "https://h/a?keyframes=2&design=3&passes=1"),
    ("rtmp://a.example/live2/abcd-efgh", "rtmp://a.example/live2/***"),
    ("rtmps://u:p@a.example:443/app/inst/key?x=y", "rtmps://a.example:443/app/***"),
    ("rtmp://a.example/app?token=abc", "rtmp://a.example/app?***"),
    ("rtmp://a.example/app", "rtmp://a.example/app"),
    ("rtmp://a.example", "rtmp://a.example"),
    ("file:///films/me@work:2/a?token=b.mp4", "file:///films/me@work:2/a?token=b.mp4"),
    ("/films/me@work/key=1.mp4", "/films/me@work/key=1.mp4"),
    ("films/take:2@night.mp4", "films/take:2@night.mp4"),
    (#"C:\films\a@b.mp4"#, #"C:\films\a@b.mp4"#),
    ("C:/films/a@b.mp4", "C:/films/a@b.mp4"),
    ("udp://@239.0.0.1:5000", "udp://239.0.0.1:5000"),
    ("-", "-"), ("", ""), ("://", "://"), ("@", "@"), ("rtsp://", "rtsp://"), ("rtsp://@", "rtsp://"),
    ("rtsp://user:pässwörd@host/ü", "rtsp://host/ü"), ("rtsp://u:p@\u{301}x@host", "rtsp://host"),
  ])
  func `what is shown has no secret`(uri: String, shown: String) {
    #expect(Location.displayed(uri) == shown)
    #expect(Location.displayed(shown) == shown)
  }

  @Test func `any text is taken, and showing it twice changes nothing`() {
    let pieces = [
      ":", "/", "//", "://", "@", "?", "#", "&", "=", "%", "%4", "%40", "[", "]", ";", "~", " ", "rtsp", "rtmp", "srt",
      "file", "token", "a", "1", ".", "\u{301}", "\u{0}", "é",
    ]
    var state: UInt64 = 1
    for _ in 0..<20_000 {
      var text = ""
      for _ in 0..<12 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        text += pieces[Int(state >> 33) % pieces.count]
      }
      let shown = Location.displayed(text)
      #expect(Location.displayed(shown) == shown, "of \(text)")
    }
  }

  @Test func `a password of any two bad characters is never shown`() {
    let bad = [":", "/", "@", "?", "#", "&", "=", "%", "[", "]", ";", " ", "\\"]
    for first in bad {
      for second in bad {
        let uri = "rtsp://admin:PRI\(first)VA\(second)TE@10.0.0.1/live"
        let shown = Location.displayed(uri)
        #expect(!["PRI", "VA", "TE"].contains { shown.contains($0) }, "\(uri) is shown as \(shown)")
        #expect(shown == "rtsp://10.0.0.1/live" || shown == "rtsp://***")
      }
    }
  }
}
