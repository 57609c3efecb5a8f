import Testing
import Uncanny
import UncannyReport

/// What is written for pull requests and for servers of continuous integration.
@Suite struct DigestTests {
  @Test func `Markdown says the verdict, the events, and what could not be told`() {
    #expect(
      Markdown([Inspected("clip.mp4", Samples.rich)]).text == """
        **fail** `clip.mp4`: 3 events (1 critical, 1 warning, 1 info)

        | time | frames | severity | fault | score | message |
        |---|---|---|---|---|---|
        | 00:00:02.000 | 50-74 | warning | smear.top | 0.70 | smear.top is smeared / "badly" |
        | 00:00:04.800 | 120- | critical | smear.low | 0.70 | smear.low is smeared / "badly" |
        | 00:00:05.200 | 130 | info | stream.else | 0.70 | stream.else |

        - undecided: grain - too dark
        - skipped: face - no model

        """)
  }

  @Test func `an input without a report is told of, and the others too`() {
    let inputs = [Inspected("a.mp4", nil, failure: "a.mp4: no such file"), Inspected("b.mp4", Samples.minimal)]
    #expect(
      Markdown(inputs).text == """
        **unreadable** `a.mp4`

        **not looked at to the end:** a.mp4: no such file

        **pass** `b.mp4`: 0 events

        """)
    #expect(Markdown([]).text == "" && JUnit([], failingOn: nil).text.contains("tests=\"0\""))
  }

  @Test func `nothing that a file is called is markup`() {
    let text = Markdown([Inspected("a``b|<img src=x>\n# c @d", Samples.minimal)]).text
    #expect(text == "**pass** ``` a``b|<img src=x> # c @d ```: 0 events\n")
    let failure = Markdown([Inspected("a", nil, failure: "[x](y) <b> *c* @d #1 a|b `e` _f_ & \\")]).text
    #expect(
      failure.hasSuffix("\\[x\\](y) &lt;b&gt; \\*c\\* &#64;d &#35;1 a\\|b \\`e\\` \\_f\\_ &amp; \\\\\n"))
  }

  @Test func `JUnit has a case for each detector`() {
    #expect(
      JUnit([Inspected("clip.mp4", Samples.rich)], failingOn: .error).text == """
        <?xml version="1.0" encoding="UTF-8"?>
        <testsuites name="uncanny" tests="5" failures="1" errors="0" skipped="2">
          <testsuite name="clip.mp4" time="1.500" tests="5" failures="1" errors="0" skipped="2">
            <testcase classname="clip.mp4" name="smear">
              <failure message="smear.low is smeared / &quot;badly&quot;" type="smear.low">00:00:04.800 frames 120- \
        critical smear.low: smear.low is smeared / &quot;badly&quot;</failure>
              <system-out>00:00:02.000 frames 50-74 warning smear.top: smear.top is smeared / &quot;badly&quot;</system-out>
            </testcase>
            <testcase classname="clip.mp4" name="grain">
              <skipped message="undecided: too dark"/>
            </testcase>
            <testcase classname="clip.mp4" name="face">
              <skipped message="skipped: no model"/>
            </testcase>
            <testcase classname="clip.mp4" name="black"/>
            <testcase classname="clip.mp4" name="stream">
              <system-out>00:00:05.200 frames 130 info stream.else: stream.else</system-out>
            </testcase>
          </testsuite>
        </testsuites>

        """)
  }

  @Test(arguments: [(.info, 2), (.warning, 1), (.critical, 1), (nil, 0)] as [(Severity?, Int)])
  func `the threshold decides what fails`(threshold: Severity?, failures: Int) {
    let text = JUnit([Inspected("clip.mp4", Samples.rich)], failingOn: threshold).text
    #expect(text.contains("<testsuites name=\"uncanny\" tests=\"5\" failures=\"\(failures)\""))
  }

  @Test func `an input that broke off is an error, and so is one that could not be read`() {
    let inputs = [
      Inspected("a\"<\n", Samples.minimal, failure: "broke & off"), Inspected("rtsp://u:p@h/x", nil, failure: "no"),
    ]
    let text = JUnit(inputs, failingOn: .error).text
    #expect(
      text.contains("tests=\"2\" failures=\"0\" errors=\"2\" skipped=\"0\">\n  <testsuite name=\"a&quot;&lt;&#10;\""))
    #expect(text.contains("<error message=\"broke &amp; off\" type=\"broken\"/>"))
    #expect(text.contains("classname=\"rtsp://h/x\"") && text.contains("type=\"unreadable\""))
  }
}
