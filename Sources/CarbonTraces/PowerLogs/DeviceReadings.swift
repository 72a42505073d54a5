import CarbonScheduling

/// Readings sorted by the device they are of.
struct DeviceReadings {
  /// Three months of a reading each second; a log of so many takes half a gigabyte.
  static let mostReadings = 1 << 23
  static let mostDevices = 1_024

  struct Reading {
    var time: LogStamp.Time
    var kilowatts: Double?
    var line: Int
    /// Whether the log was interrupted before it.
    var isAfterBreak: Bool
  }

  struct Sorted {
    var readings: [[PowerReading]]
    var devices: [PowerLog.Device]
    var irregularities: [PowerLog.Irregularity] = []
    /// How many readings are of no device that anybody could tell.
    var unplaced = 0
  }

  private let clock: LogClock?
  private let file: String
  private let hasNames: Bool
  private var readings: [[Reading]] = []
  private var devices: [PowerLog.Device] = []
  private var places: [PowerLog.Device: Int] = [:]
  /// Rows whose device is not named.
  private var unnamed: [Reading] = []
  private var count = 0

  init(clock: LogClock?, file: String, hasNames: Bool) {
    self.clock = clock
    self.file = file
    self.hasNames = hasNames
  }

  /// - Returns: Whether there was room for it.
  mutating func append(_ reading: Reading, of device: PowerLog.Device) -> Bool {
    count += 1
    guard count <= Self.mostReadings else { return false }
    guard hasNames else {
      unnamed.append(reading)
      return true
    }
    let place = places[device] ?? readings.count
    if place == readings.count {
      guard place < Self.mostDevices else { return false }
      readings.append([])
      devices.append(device)
      places[device] = place
    }
    readings[place].append(reading)
    return true
  }

  /// All readings by device, their stamps as instants.
  consuming func finish() throws(InputError) -> Sorted {
    var unplaced = 0
    if !hasNames {
      let rows = unnamed.map {
        UnnamedDevices.Row(milliseconds: $0.time.milliseconds, isAfterBreak: $0.isAfterBreak)
      }
      guard let found = UnnamedDevices.devices(of: rows) else {
        throw InputError(
          file: file, line: unnamed.first?.line,
          problem: "nobody can tell how many GPUs the rows are of: they name none, and come in samples of unlike size",
          cure: "ask nvidia-smi for the index too: --query-gpu=timestamp,index,power.draw")
      }
      for (reading, place) in zip(unnamed, found) {
        guard let place else {
          unplaced += 1
          continue
        }
        while readings.count <= place {
          devices.append(PowerLog.Device())
          readings.append([])
        }
        readings[place].append(reading)
      }
    }
    var sorted = Sorted(readings: [], devices: devices, unplaced: unplaced)
    if unplaced > 0 { sorted.irregularities.append(.incompleteSamples(readings: unplaced)) }
    for readings in readings {
      var reader = LogClockReader(clock)
      var powers: [PowerReading] = []
      powers.reserveCapacity(readings.count)
      for reading in readings {
        let time = try LogStamp.milliseconds(of: reading.time, by: &reader, file: file, line: reading.line)
        powers.append(PowerReading(millisecondsSince1970: time, kilowatts: reading.kilowatts))
      }
      sorted.readings.append(powers)
    }
    return sorted
  }
}
