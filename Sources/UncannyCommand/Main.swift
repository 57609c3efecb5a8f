@main
struct Uncanny {
  static func main() {}
}
