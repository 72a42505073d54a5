import CarbonScheduling

/// What a reader of a format is asked for.
struct TraceRequest {
  let source: InputSource
  let selection: TraceSelection
  let slot: Duration?
}
