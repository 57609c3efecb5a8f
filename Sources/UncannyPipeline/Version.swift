/// The program's version, as reports carry it.
public let uncannyVersion = "0.1.0"
