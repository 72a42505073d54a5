import CarbonScheduling
import Escaping

/// A suspended Kubernetes Job, CronJobs that let it go on and suspend it again when the plan says so, and the account by whose
/// rights they do.
///
/// Suspending a Job ends its pods: it has to go on from its last checkpoint. A CronJob's schedule names a day of the year but
/// no year, so each suspends itself once it has done its work.
struct KubernetesJob {
  let name: String
  let command: String
  let image: String?
  let runs: [LimitedRun]

  static let missingImage = "REPLACE-WITH-YOUR-IMAGE"

  var yaml: String { (account + [job] + switches).joined(separator: "---\n") }

  /// Quoted, as a name like `true` or `2024` would be no text.
  private var quotedName: String { Escape.yamlString(name) }

  private var switches: [String] {
    runs.flatMap { run in
      let resume = switchJob("resume-\(run.number)", at: run.run.start, suspend: false)
      guard let limit = run.limitSeconds else { return [resume] }
      return [
        resume, switchJob("suspend-\(run.number)", at: run.run.start.advanced(by: .seconds(limit)), suspend: true),
      ]
    }
  }

  private var switchNames: [String] {
    runs.flatMap { ["\(name)-resume-\($0.number)"] + ($0.limitSeconds == nil ? [] : ["\(name)-suspend-\($0.number)"]) }
  }

  /// The service account of the switches, which may do no more than what they do.
  private var account: [String] {
    let switches = switchNames.map(Escape.yamlString).joined(separator: ", ")
    return [
      """
      apiVersion: v1
      kind: ServiceAccount
      metadata:
        name: \(quotedName)

      """,
      """
      apiVersion: rbac.authorization.k8s.io/v1
      kind: Role
      metadata:
        name: \(quotedName)
      rules:
        - apiGroups: ["batch"]
          resources: ["jobs"]
          resourceNames: [\(quotedName)]
          verbs: ["get", "patch"]
        - apiGroups: ["batch"]
          resources: ["cronjobs"]
          resourceNames: [\(switches)]
          verbs: ["get", "patch"]

      """,
      """
      apiVersion: rbac.authorization.k8s.io/v1
      kind: RoleBinding
      metadata:
        name: \(quotedName)
      roleRef:
        apiGroup: rbac.authorization.k8s.io
        kind: Role
        name: \(quotedName)
      subjects:
        - kind: ServiceAccount
          name: \(quotedName)

      """,
    ]
  }

  private var job: String {
    """
    apiVersion: batch/v1
    kind: Job
    metadata:
      name: \(quotedName)
    spec:
      suspend: true
      template:
        spec:
          restartPolicy: OnFailure
          containers:
            - name: job
              image: \(Escape.yamlString(image ?? Self.missingImage))
              command: ["/bin/sh", "-c", \(Escape.yamlString(Escape.kubernetesArgument(command)))]

    """
  }

  /// Patches the Job first, and then its own CronJob, lest it fire again in a year.
  private func switchJob(_ suffix: String, at instant: Instant, suspend: Bool) -> String {
    let time = CalendarTime(instant.roundedUpToMinute)
    return """
      apiVersion: batch/v1
      kind: CronJob
      metadata:
        name: \(Escape.yamlString("\(name)-\(suffix)"))
      spec:
        schedule: "\(time.minuteNumber) \(time.hourNumber) \(time.day) \(time.month) *"
        timeZone: Etc/UTC
        jobTemplate:
          spec:
            template:
              spec:
                restartPolicy: OnFailure
                serviceAccountName: \(quotedName)
                initContainers:
                  - name: switch
                    image: \(Self.kubectl)
                    command: ["kubectl", "patch", "job", "\(name)", "-p", '{"spec":{"suspend":\(suspend)}}']
                containers:
                  - name: once
                    image: \(Self.kubectl)
                    command: ["kubectl", "patch", "cronjob", "\(name)-\(suffix)", "-p", '{"spec":{"suspend":true}}']

      """
  }

  private static let kubectl = "registry.k8s.io/kubectl:v1.31.0"
}
