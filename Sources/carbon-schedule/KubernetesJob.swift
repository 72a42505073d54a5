import CarbonScheduling

/// A suspended Kubernetes Job, and CronJobs that let it go on and suspend it again when the plan says so.
///
/// Suspending a Job ends its pods: it has to go on from its last checkpoint. The CronJobs run with a service account that
/// may patch Jobs, `carbon-schedule`, which the cluster's keeper makes. Their schedules name a day of the year, so they
/// are to be deleted once the Job is done.
struct KubernetesJob {
  let command: String
  let runs: [Run]

  var yaml: String {
    var documents = [job]
    for (number, run) in runs.enumerated() {
      documents.append(switchJob("resume-\(number + 1)", at: run.start, suspend: false))
      if number < runs.count - 1 { documents.append(switchJob("suspend-\(number + 1)", at: run.end, suspend: true)) }
    }
    return documents.joined(separator: "---\n")
  }

  private var job: String {
    """
    apiVersion: batch/v1
    kind: Job
    metadata:
      name: carbon-scheduled
    spec:
      suspend: true
      template:
        spec:
          restartPolicy: OnFailure
          containers:
            - name: job
              image: REPLACE-WITH-YOUR-IMAGE
              command: ["/bin/sh", "-c", \(quoted(command))]

    """
  }

  private func switchJob(_ name: String, at instant: Instant, suspend: Bool) -> String {
    let time = CalendarTime(instant.roundedUpToMinute)
    let minute = Int(time.minute) ?? 0
    let hour = Int(time.hour) ?? 0
    return """
      apiVersion: batch/v1
      kind: CronJob
      metadata:
        name: carbon-scheduled-\(name)
      spec:
        schedule: "\(minute) \(hour) \(time.day) \(time.month) *"
        timeZone: Etc/UTC
        jobTemplate:
          spec:
            template:
              spec:
                restartPolicy: OnFailure
                serviceAccountName: carbon-schedule
                containers:
                  - name: kubectl
                    image: registry.k8s.io/kubectl:v1.31.0
                    command: ["kubectl", "patch", "job", "carbon-scheduled", "-p", '{"spec":{"suspend":\(suspend)}}']

      """
  }

  /// A double-quoted YAML string, which is written as in JSON.
  private func quoted(_ text: String) -> String {
    var result = "\""
    for character in text {
      if character == "\"" || character == "\\" { result += "\\" }
      result.append(character)
    }
    return result + "\""
  }
}
