import CarbonTraces
import Foundation
import Testing

@Suite struct TraceFolderTests {
  /// A pipe would be waited for, for ever; a link that leads nowhere is an error, which is found on reading.
  @Test func takesFilesOnly() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "folder-\(UUID().uuidString)")
    try FileManager.default.createDirectory(
      at: folder.appending(path: "sub.csv"), withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try Data().write(to: folder.appending(path: "a.csv"))
    #expect(unsafe mkfifo(folder.appending(path: "pipe.csv").path, 0o600) == 0)
    for (link, target) in [("b.csv", "a.csv"), ("c.csv", "nowhere.csv"), ("d.csv", "pipe.csv"), ("e.csv", "/dev/null")]
    {
      try FileManager.default.createSymbolicLink(
        atPath: folder.appending(path: link).path, withDestinationPath: target)
    }
    let listed = try #require(TraceFolder(folder.path))
    #expect(listed.files == ["a.csv", "b.csv", "c.csv"].map { "\(folder.path)/\($0)" })
    #expect(listed.ignored == ["d.csv", "e.csv", "pipe.csv", "sub.csv"])
  }

  @Test func listsWhatCanBeRead() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "folder-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let names = [
      "b.csv", "A.CSV", "c.csv.gz", "d.json", "e.Json.GZ", "._b.csv", ".csv", "f.csv.zip", "g.csv~", "README.md", "csv",
    ]
    for name in names { try Data().write(to: folder.appending(path: name)) }
    let listed = try #require(TraceFolder(folder.path))
    #expect(listed.files == ["A.CSV", "b.csv", "c.csv.gz", "d.json", "e.Json.GZ"].map { "\(folder.path)/\($0)" })
    #expect(listed.ignored == ["f.csv.zip", "g.csv~"])
    let tables = try #require(TraceFolder(folder.path + "/", endings: ["csv"]))
    #expect(tables.files == ["A.CSV", "b.csv", "c.csv.gz"].map { "\(folder.path)/\($0)" })
    #expect(TraceFolder(folder.path + "/b.csv") == nil)
  }
}
