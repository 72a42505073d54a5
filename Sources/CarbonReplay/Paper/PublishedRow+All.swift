import CarbonScheduling

extension PublishedRow {
  /// The paper's eight tables: eleven jobs with each of eight added times. `Datasets/published-savings.csv` has the same.
  ///
  /// - Note: Dodge et al., FAccT 2022, appendix tables.
  public static let all: [PublishedRow] =
    table(
      .percent(25),
      [
        ("bert-finetune", 1.9, 3.1, 0.45),
        ("bert-language-model", 1.7, 4.1, 0.25),
        ("transformer-6b", 0.8, 4.5, 0.22),
        ("densenet-121", 0.6, 0.7, 2.2),
        ("densenet-169", 0.4, 0.6, 2.4),
        ("densenet-201", 0.4, 0.5, 2.4),
        ("vit-tiny", 1.8, 4.5, 0.28),
        ("vit-small", 1.8, 4.6, 0.29),
        ("vit-base", 1.6, 4.4, 0.28),
        ("vit-large", 1.3, 4.4, 0.22),
        ("vit-huge", 0.9, 4.5, 0.21),
      ])
    + table(
      .percent(50),
      [
        ("bert-finetune", 3.6, 5.5, 0.47),
        ("bert-language-model", 2.9, 7.0, 0.29),
        ("transformer-6b", 1.5, 7.4, 0.27),
        ("densenet-121", 1.0, 1.1, 1.83),
        ("densenet-169", 1.3, 1.5, 2.33),
        ("densenet-201", 1.2, 1.6, 2.33),
        ("vit-tiny", 3.3, 7.2, 0.32),
        ("vit-small", 3.1, 7.0, 0.33),
        ("vit-base", 2.5, 7.0, 0.32),
        ("vit-large", 2.1, 7.3, 0.27),
        ("vit-huge", 1.6, 7.4, 0.26),
      ])
    + table(
      .percent(75),
      [
        ("bert-finetune", 5.4, 7.6, 0.45),
        ("bert-language-model", 3.6, 9.2, 0.3),
        ("transformer-6b", 2.0, 9.6, 0.27),
        ("densenet-121", 1.5, 1.6, 1.71),
        ("densenet-169", 1.7, 2.0, 2.0),
        ("densenet-201", 1.9, 2.4, 2.14),
        ("vit-tiny", 4.2, 9.2, 0.33),
        ("vit-small", 4.0, 9.3, 0.33),
        ("vit-base", 3.3, 9.2, 0.32),
        ("vit-large", 2.8, 9.6, 0.28),
        ("vit-huge", 2.2, 9.6, 0.26),
      ])
    + table(
      .percent(100),
      [
        ("bert-finetune", 7.0, 9.5, 0.42),
        ("bert-language-model", 4.1, 11.0, 0.29),
        ("transformer-6b", 2.6, 11.4, 0.27),
        ("densenet-121", 1.8, 2.0, 1.5),
        ("densenet-169", 2.5, 2.8, 1.88),
        ("densenet-201", 2.7, 3.1, 2.0),
        ("vit-tiny", 5.0, 11.0, 0.31),
        ("vit-small", 4.8, 11.0, 0.32),
        ("vit-base", 3.9, 10.8, 0.31),
        ("vit-large", 3.3, 11.4, 0.27),
        ("vit-huge", 3.0, 11.3, 0.26),
      ])
    + table(
      .hours(6),
      [
        ("bert-finetune", 6.9, 9.4, 0.41),
        ("bert-language-model", 1.2, 2.9, 0.21),
        ("transformer-6b", 0.2, 0.8, 0.06),
        ("densenet-121", 15.3, 15.8, 0.22),
        ("densenet-169", 14.9, 15.5, 0.27),
        ("densenet-201", 14.5, 15.3, 0.28),
        ("vit-tiny", 2.3, 5.5, 0.29),
        ("vit-small", 2.2, 5.3, 0.3),
        ("vit-base", 1.7, 4.8, 0.29),
        ("vit-large", 0.5, 1.5, 0.11),
        ("vit-huge", 0.2, 0.7, 0.06),
      ])
    + table(
      .hours(12),
      [
        ("bert-finetune", 10.1, 13.8, 0.33),
        ("bert-language-model", 2.3, 5.3, 0.27),
        ("transformer-6b", 0.3, 1.4, 0.1),
        ("densenet-121", 21.6, 22.2, 0.12),
        ("densenet-169", 21.1, 21.7, 0.15),
        ("densenet-201", 20.6, 21.5, 0.15),
        ("vit-tiny", 3.8, 8.3, 0.32),
        ("vit-small", 3.6, 8.1, 0.33),
        ("vit-base", 2.7, 7.7, 0.32),
        ("vit-large", 0.8, 2.7, 0.17),
        ("vit-huge", 0.3, 1.3, 0.09),
      ])
    + table(
      .hours(18),
      [
        ("bert-finetune", 13.3, 17.4, 0.26),
        ("bert-language-model", 2.9, 7.0, 0.29),
        ("transformer-6b", 0.4, 2.0, 0.13),
        ("densenet-121", 24.1, 24.9, 0.08),
        ("densenet-169", 23.7, 24.5, 0.09),
        ("densenet-201", 23.2, 24.2, 0.1),
        ("vit-tiny", 4.9, 10.8, 0.31),
        ("vit-small", 4.6, 10.5, 0.32),
        ("vit-base", 3.6, 9.9, 0.32),
        ("vit-large", 1.1, 3.8, 0.2),
        ("vit-huge", 0.4, 1.9, 0.12),
      ])
    + table(
      .hours(24),
      [
        ("bert-finetune", 14.5, 19.0, 0.23),
        ("bert-language-model", 3.4, 8.5, 0.3),
        ("transformer-6b", 0.5, 2.5, 0.15),
        ("densenet-121", 26.8, 27.7, 0.06),
        ("densenet-169", 26.4, 27.3, 0.07),
        ("densenet-201", 25.9, 27.1, 0.08),
        ("vit-tiny", 5.6, 12.5, 0.3),
        ("vit-small", 5.3, 12.3, 0.3),
        ("vit-base", 4.2, 11.7, 0.3),
        ("vit-large", 1.3, 4.7, 0.23),
        ("vit-huge", 0.5, 2.4, 0.14),
      ])

  /// One table: for each job the savings of Flexible Start and of Pause and Resume in percent, and segments per hour.
  private static func table(_ addedTime: AddedTime, _ rows: [(String, Double, Double, Double)]) -> [PublishedRow] {
    rows.map {
      PublishedRow(
        workload: $0.0, addedTime: addedTime, flexibleStartPercent: $0.1, pauseAndResumePercent: $0.2,
        segmentsPerHour: $0.3)
    }
  }
}
