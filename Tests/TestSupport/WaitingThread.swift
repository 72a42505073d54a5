import Dispatch

/// A thread for tests that wait for real seconds: all tests share a few, one for each core, and who waits on those holds up
/// the rest, whereas threads of their own wait beside each other.
///
///     @Suite(.serialized) actor RunTests {
///       private let thread = WaitingThread()
///       nonisolated var unownedExecutor: UnownedSerialExecutor { unsafe thread.asUnownedSerialExecutor() }
///     }
///
/// Such a suite stays serialized: else each of its tests would begin at once, on a thread of its own.
package final class WaitingThread: SerialExecutor {
  private let queue = DispatchQueue(label: "waiting")

  package init() {}

  // SAFETY: a suite holds its thread, and each job that is to run on it holds the suite.
  package func enqueue(_ job: UnownedJob) {
    queue.async { unsafe job.runSynchronously(on: self.asUnownedSerialExecutor()) }
  }

  package func asUnownedSerialExecutor() -> UnownedSerialExecutor { unsafe UnownedSerialExecutor(ordinary: self) }
}
