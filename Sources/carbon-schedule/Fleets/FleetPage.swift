import CarbonScheduling

/// The page of a fleet's plan.
struct FleetPage {
  let plan: FleetPlan
  init(_ plan: FleetPlan, _ request: FleetRequest, command: [String]) { self.plan = plan }
  var html: String { "" }
}
