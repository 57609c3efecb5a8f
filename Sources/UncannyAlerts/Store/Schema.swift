internal import GRDB

/// The database is of somebody else, or of a version that is not known here.
struct ForeignSchema: Error {}

/// The tables, as `docs/alerts.md` describes them.
enum Schema {
  /// `unca`, by which SQLite's file names its application.
  private static let application = 0x756e_6361
  private static let version = 1

  /// Makes the tables where there are none, and makes sure that they are ours.
  static func prepare(_ database: Database) throws {
    let own = try Int.fetchOne(database, sql: "PRAGMA application_id") ?? 0
    let isEmpty = try Int.fetchOne(database, sql: "SELECT count(*) FROM sqlite_master") == 0
    if isEmpty {
      try database.execute(sql: "PRAGMA application_id = \(application); PRAGMA user_version = \(version)")
      try database.execute(sql: tables)
      return
    }
    let found = try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0
    guard own == application, found == version else { throw ForeignSchema() }
  }

  /// Makes sure, before anything is changed, that a database is empty or ours.
  static func check(_ database: Database) throws {
    let count = try Int.fetchOne(database, sql: "SELECT count(*) FROM sqlite_master") ?? 0
    if count > 0 { try recognize(database) }
  }

  /// Makes sure that a database is ours.
  static func recognize(_ database: Database) throws {
    let own = try Int.fetchOne(database, sql: "PRAGMA application_id") ?? 0
    if own != application { throw ForeignSchema() }
  }

  private static let tables = """
    CREATE TABLE run (id TEXT PRIMARY KEY, began INTEGER NOT NULL, ended INTEGER) WITHOUT ROWID;
    CREATE TABLE event (
      id INTEGER PRIMARY KEY, change INTEGER NOT NULL, run TEXT NOT NULL, input INTEGER NOT NULL, source TEXT NOT NULL,
      name TEXT NOT NULL, fault TEXT NOT NULL, severity INTEGER NOT NULL, began INTEGER NOT NULL, ended INTEGER,
      interrupted INTEGER NOT NULL DEFAULT 0, body TEXT NOT NULL, UNIQUE (run, input, name)
    );
    CREATE INDEX event_began ON event (began);
    CREATE INDEX event_change ON event (change);
    CREATE TABLE alert (
      id TEXT PRIMARY KEY, fired INTEGER NOT NULL, resolved INTEGER, channels TEXT NOT NULL, body TEXT NOT NULL
    );
    CREATE TABLE delivery (
      number INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, channel TEXT NOT NULL, made INTEGER NOT NULL,
      body TEXT NOT NULL
    );
    CREATE TABLE source (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
    CREATE TABLE figure (
      id INTEGER PRIMARY KEY, detector TEXT NOT NULL, name TEXT NOT NULL, unit TEXT NOT NULL, UNIQUE (detector, name)
    );
    CREATE TABLE value (
      second INTEGER NOT NULL, source INTEGER NOT NULL, figure INTEGER NOT NULL, mean REAL NOT NULL,
      least REAL NOT NULL, most REAL NOT NULL, PRIMARY KEY (second, source, figure)
    ) WITHOUT ROWID;
    """
}
