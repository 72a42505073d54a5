import CarbonScheduling
import CarbonTraces
import ChildProcesses
import Foundation

/// Answers as they came, on disk, for whoever asks the same in the same slot; and when each provider may be asked again.
///
///     ~/.cache/carbon-schedule/energy-charts/de-forecast-0123456789abcdef-2026-01-01T10:15:00Z
///                                                                                the answer
///     ~/.cache/carbon-schedule/energy-charts/requests      when it was asked, and until when it wants to be left alone
///     ~/.cache/carbon-schedule/energy-charts/lock          held by the process that asks
package struct AnswerCache: Sendable {
  let folder: String

  /// The folder of the user's caches, as the XDG base directory specification has it.
  package init(environment: [String: String] = ProcessInfo.processInfo.environment) {
    let home = environment["XDG_CACHE_HOME"].flatMap { $0.hasPrefix("/") ? $0 : nil }
    folder = (home ?? "\(environment["HOME", default: "/tmp"])/.cache") + "/carbon-schedule"
  }

  package init(folder: String) { self.folder = folder }

  /// An answer that was kept.
  struct Entry {
    let body: [UInt8]
    /// The slot in which it was asked for, and when it came.
    let slot: Instant
    let fetched: Instant
  }

  /// What has been asked of a provider lately.
  struct Requests: Codable {
    var times: [Int64] = []
    var notBefore: Int64 = 0
  }

  /// The answer to a question asked in this slot, or the latest one before.
  func entry(_ provider: Provider, key: String, in slot: Instant? = nil) -> Entry? {
    let place = "\(folder)/\(provider.name)"
    let names: [String]
    if let slot {
      names = ["\(key)-\(slot)"]
    } else {
      let all = (try? FileManager.default.contentsOfDirectory(atPath: place)) ?? []
      // The stamps sort by time; unfinished files have longer names.
      names = all.filter { $0.hasPrefix("\(key)-") && $0.utf8.count == key.utf8.count + 21 }.sorted().reversed()
    }
    for name in names {
      let path = "\(place)/\(name)"
      guard let body = try? FileBytes.read(path, atMost: CurlTransport.mostBytes),
        let slot = try? Instant(iso8601: String(name.dropFirst(key.utf8.count + 1))),
        let attributes = try? FileManager.default.attributesOfItem(atPath: path),
        let date = attributes[.modificationDate] as? Date
      else { continue }
      return Entry(
        body: body, slot: slot, fetched: Instant(secondsSince1970: Int64(date.timeIntervalSince1970)))
    }
    return nil
  }

  /// Keeps an answer, and drops all that are older than two weeks: who asks for the past up to now asks something else
  /// each time.
  func keep(_ body: [UInt8], _ provider: Provider, key: String, in slot: Instant) throws(LiveError) {
    let place = try makeFolder(provider)
    do {
      try FileBytes.replace("\(place)/\(key)-\(slot)", with: body)
    } catch {
      throw .cache(error.reason)
    }
    let oldest = slot.advanced(by: .seconds(-14 * 86_400))
    for name in (try? FileManager.default.contentsOfDirectory(atPath: place)) ?? [] {
      // What does not end in a stamp is no answer.
      guard let slot = try? Instant(iso8601: String(name.suffix(20))), slot < oldest else { continue }
      FileBytes.remove("\(place)/\(name)")
    }
  }

  func requests(_ provider: Provider) -> Requests {
    let bytes = (try? FileBytes.read("\(folder)/\(provider.name)/requests", atMost: 1 << 16)) ?? []
    return (try? JSONDecoder().decode(Requests.self, from: Data(bytes))) ?? Requests()
  }

  func keep(_ requests: Requests, _ provider: Provider) throws(LiveError) {
    let place = try makeFolder(provider)
    do throws(SystemError) {
      guard let data = try? JSONEncoder().encode(requests) else { return }
      try FileBytes.replace("\(place)/requests", with: Array(data))
    } catch {
      throw .cache(error.reason)
    }
  }

  /// Lets one process at a time ask a provider; the others find its answer.
  func lock(_ provider: Provider, patience: Int64, sleep: (Int64) -> Void) throws(LiveError) -> FileDescriptor {
    let place = try makeFolder(provider)
    do throws(SystemError) {
      let file = try FileDescriptor.forAppending("\(place)/lock")
      for _ in 0..<patience * 5 {
        if file.lock() { return file }
        sleep(200_000_000)
      }
    } catch {
      throw .cache(error.reason)
    }
    throw .cache("another process has been asking \(provider.name) for \(patience) seconds")
  }

  private func makeFolder(_ provider: Provider) throws(LiveError) -> String {
    let place = "\(folder)/\(provider.name)"
    do {
      try FileManager.default.createDirectory(
        atPath: place, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    } catch {
      throw .cache("\(place) cannot be made")
    }
    return place
  }
}
