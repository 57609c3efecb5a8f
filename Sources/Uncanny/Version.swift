/// The version of the program, the library and the plug-in, as reports carry it; the packages are named by it.
public let uncannyVersion = "0.1.0"
