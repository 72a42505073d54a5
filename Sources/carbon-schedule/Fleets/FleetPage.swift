import CarbonScheduling
import Reports

/// The page of a fleet's plan.
struct FleetPage {
  let html: String

  init(_ plan: FleetPlan, _ request: FleetRequest, command: [String]) {
    html = FleetReport(of: plan, for: request.fleet, command: command).html
  }
}
