import CarbonScheduling
import Testing

@testable import CarbonTraces

@Suite struct NamedWorkloadTests {
  @Test func reads() throws {
    let text = """
      gpu,energy_kwh,workload,duration_minutes
      V100,3.1,bert-finetune,360
      P40,.037,"densenet, 201",0.35

      """
    let jobs = try NamedWorkload.all(in: source(text))
    #expect(jobs.map(\.name) == ["bert-finetune", "densenet, 201"])
    #expect(jobs[0].workload == (try Workload(duration: .seconds(21_600), energy: .kilowattHours(3.1))))
    #expect(jobs[1].workload.duration == .seconds(21))
  }

  /// Every number of seconds, written in minutes as a table would, is that number.
  @Test func everySecondCanBeWrittenInMinutes() throws {
    for seconds in 1...2_000 {
      let text = "workload,duration_minutes,energy_kwh\na,\(Double(seconds) / 60),1\n"
      let jobs = try NamedWorkload.all(in: source(text))
      #expect(jobs[0].workload.duration == .seconds(seconds))
    }
  }

  static let header = "workload,duration_minutes,energy_kwh\n"

  static let faults: [(String, String)] = [
    ("", "t.csv: the file is empty; expected the header workload,duration_minutes,energy_kwh and rows below it"),
    (header, "t.csv:1: there are no rows below the header; give at least one workload"),
    (
      "workload,minutes,energy_kwh\n",
      "t.csv:1: there is no column duration_minutes; "
        + "expected the header workload,duration_minutes,energy_kwh, in any order and perhaps with more columns"
    ),
    (
      header + "a,1,1\nb,1,1\na,1,1\n", "t.csv:4: the workload \"a\" is on line 2 already; rename or remove one of them"
    ),
    (header + ",1,1\n", "t.csv:2: the workload has no name; name it in the column workload"),
    (header + "a,,1\nb,1,1\n", "t.csv:2: the duration in minutes is empty; fill it in"),
    (header + "a,0,1\n", "t.csv:2: the duration in minutes \"0\" is not positive; give a number above zero"),
    (header + "a,-5,1\n", "t.csv:2: the duration in minutes \"-5\" is not positive; give a number above zero"),
    (
      header + "a,nan,1\n",
      "t.csv:2: the duration in minutes \"nan\" is not a finite number; write a plain decimal such as 360"
    ),
    (
      header + "a,6h,1\n",
      "t.csv:2: the duration in minutes \"6h\" is not a number; write a plain decimal such as 360"
    ),
    (
      header + "a,0.001,1\n",
      "t.csv:2: the duration in minutes \"0.001\" is not a whole number of seconds; round it to a second"
    ),
    (
      header + "a,14400001,1\n",
      "t.csv:2: the duration in minutes \"14400001\" is too large; it may be at most 14400000 (10000 days)"
    ),
    (
      header + "a,1e999,1\n",
      "t.csv:2: the duration in minutes \"1e999\" is too large; it may be at most 14400000 (10000 days)"
    ),
    (header + "a,1,0\n", "t.csv:2: the energy in kWh \"0\" is not positive; give a number above zero"),
    (
      header + "a,1,inf\n",
      "t.csv:2: the energy in kWh \"inf\" is not a finite number; write a plain decimal such as 3.1"
    ),
    (header + "a,1,1e16\n", "t.csv:2: the energy in kWh \"1e16\" is too large; it may be at most 1e12"),
    (header + "a,1,1e12\n", "t.csv:2: the power would not be from 1e-12 to 1e12 kW; check the duration and the energy"),
    (
      header + "a,1,1\nb,1",
      "t.csv:3: the file breaks off in the middle of its last row; fetch or write the file again, or remove the row"
    ),
    (
      header + "a,1,1\nb,1,1,1\n",
      "t.csv:3: the row has 4 fields, the header 3; "
        + "remove commas that separate no fields, such as those between thousands"
    ),
  ]

  @Test(arguments: faults)
  func saysWhatIsWrong(_ text: String, message: String) {
    #expect(failure { _ = try NamedWorkload.all(in: source(text)) } == message)
  }
}
