// What a skilled C++ user would write for the cases of carbon-bench --peers: the standard library's algorithms, and the
// monotonic deque that every textbook has. One line of JSON a case.
//
//   g++ -O3 -std=c++17 -o cpp_peer cpp_peer.cpp
//   ./cpp_peer sweeps|minutes TRACES.csv REGION
//   ./cpp_peer loading|replay TRACES.csv
//
// Intensities are added up as they come: the modelled traces have whole grams, so that these sums are exact too.
// Windows are selected anew for a sample of the starts only, the same ones for everybody: there are `samples` of them,
// evenly apart, and the time is per start.
#include <charconv>
#include <numeric>

#include "cpp_support.hpp"

// prefix[i] is the sum of the first i values.
static vector<double> prefix_sums(const vector<double>& values) {
  vector<double> prefix(values.size() + 1);
  std::inclusive_scan(values.begin(), values.end(), prefix.begin() + 1);
  return prefix;
}

// The least of every `candidates` consecutive window sums, by a monotonic deque: here a ring, its size a power of two,
// which is faster than std::deque.
template <bool with_positions>
static void sliding_minimum(const vector<double>& prefix, size_t length, size_t candidates, vector<double>& minima,
                            vector<int>& positions) {
  struct Entry {
    double sum;
    size_t index;
  };
  size_t capacity = 1;
  while (capacity < candidates + 1) capacity *= 2;
  static vector<Entry> ring;
  ring.resize(capacity);
  const size_t mask = capacity - 1;
  size_t head = 0, tail = 0;
  const size_t sums = prefix.size() - length;
  for (size_t i = 0; i < sums; ++i) {
    const double sum = prefix[i + length] - prefix[i];
    while (tail != head && ring[(tail - 1) & mask].sum > sum) --tail;
    ring[tail++ & mask] = {sum, i};
    if (i + 1 < candidates) continue;
    const size_t start = i + 1 - candidates;
    if (ring[head & mask].index < start) ++head;
    minima[start] = ring[head & mask].sum;
    if constexpr (with_positions) positions[start] = int(ring[head & mask].index);
  }
}

struct Plan {
  double sum = 0;
  long pauses = 0;
};

// The n cheapest of a window: nth_element on a copy finds the dearest of them, and one scan adds them up and counts
// their runs. Of equal values the earlier are taken.
static Plan cheapest(const double* window, size_t length, size_t n, vector<double>& copy) {
  copy.assign(window, window + length);
  std::nth_element(copy.begin(), copy.begin() + (n - 1), copy.end());
  const double threshold = copy[n - 1];
  size_t equal = 0;  // how many of the values equal to the threshold are taken
  for (size_t i = 0; i < n; ++i) equal += copy[i] == threshold;
  Plan plan;
  bool before = false;
  long runs = 0;
  for (size_t i = 0; i < length; ++i) {
    bool taken = window[i] < threshold;
    if (window[i] == threshold && equal > 0) {
      taken = true;
      --equal;
    }
    if (taken) plan.sum += window[i];
    runs += taken && !before;
    before = taken;
  }
  plan.pauses = runs - 1;
  return plan;
}

// The best of `candidates` starts of one release, by a sum that slides along.
static double running_sum(const double* window, size_t length, size_t candidates) {
  double sum = std::accumulate(window, window + length, 0.0);
  double least = sum;
  for (size_t i = 1; i < candidates; ++i) {
    sum += window[i + length - 1] - window[i - 1];
    least = std::min(least, sum);
  }
  return least;
}

static void sweeps(const vector<double>& values) {
  const double hours = 300.0 / 3600.0;
  {
    vector<double> prefix(values.size() + 1);
    double ns =
        nanoseconds([&] { std::inclusive_scan(values.begin(), values.end(), prefix.begin() + 1); });
    print("prefix-sum", ns, values.size(), check("grams", prefix.back() * hours));
  }
  {
    const size_t length = 72, candidates = 289;
    const auto prefix = prefix_sums(values);
    vector<double> minima(values.size() - length - candidates + 2);
    vector<int> positions(minima.size());
    double ns = nanoseconds([&] { sliding_minimum<false>(prefix, length, candidates, minima, positions); });
    auto grams = [&] { return std::accumulate(minima.begin(), minima.end(), 0.0) * hours; };
    print("flexible-values", ns, minima.size(), check("grams", grams()));
    ns = nanoseconds([&] { sliding_minimum<true>(prefix, length, candidates, minima, positions); });
    print("flexible-positions", ns, minima.size(),
          check("grams", grams()) + ", " +
              check("positions", std::accumulate(positions.begin(), positions.end(), 0.0)));
  }
  {
    const size_t length = 72, window = 288;
    const auto releases = spaced(values.size() - window + 1, 1000);
    double sum = 0;
    double ns = nanoseconds([&] {
      sum = 0;
      for (size_t release : releases) sum += running_sum(&values[release], length, window - length + 1);
    });
    print("flexible-plan", ns, releases.size(), check("grams", sum * hours));
  }
  const size_t jobs[3][2] = {{72, 1000}, {432, 300}, {2304, 100}};
  for (auto& job : jobs) {
    const size_t n = job[0], window = 2 * n;
    const auto releases = spaced(values.size() - window + 1, job[1]);
    vector<double> copy;
    copy.reserve(window);
    Plan all;
    double ns = nanoseconds([&] {
      all = Plan();
      for (size_t release : releases) {
        const Plan plan = cheapest(&values[release], window, n, copy);
        all.sum += plan.sum;
        all.pauses += plan.pauses;
      }
    });
    print(("pause-plan-" + std::to_string(n)).c_str(), ns, releases.size(),
          check("grams", all.sum * hours) + ", " + check("pauses", double(all.pauses)));
  }
}

// The whole replay from 64 starts of each region, workload and algorithm, multiplied by the starts there are. Fewer, again
// and again, would be learnt by heart by the processor's branch prediction.
static void replay(const vector<Trace>& traces) {
  const size_t jobs[] = {72, 432, 2304, 4, 4, 5, 228, 228, 252, 1080, 2592}, added = 288;
  const double hours = 300.0 / 3600.0;
  double total = 0, flexible = 0, pausing = 0;
  size_t plans = 0;
  vector<double> copy;
  for (auto& trace : traces) {
    const auto prefix = prefix_sums(trace.values);
    for (size_t n : jobs) {
      const size_t starts = trace.values.size() - n - added + 1;
      const auto releases = spaced(starts, 64);
      double flexible_sum = 0, pausing_sum = 0;
      double ns = nanoseconds([&] {
        flexible_sum = 0;
        for (size_t release : releases) {
          double least = prefix[release + n] - prefix[release];
          for (size_t i = release + 1; i <= release + added; ++i) least = std::min(least, prefix[i + n] - prefix[i]);
          flexible_sum += least;
        }
      }, 1e6);
      ns += nanoseconds([&] {
        pausing_sum = 0;
        for (size_t release : releases)
          pausing_sum += cheapest(&trace.values[release], n + added, n, copy).sum;
      }, 1e6);
      total += ns / double(releases.size()) * double(starts);
      plans += 2 * starts;
      flexible += flexible_sum;
      pausing += pausing_sum;
    }
  }
  print("replay", total, plans,
        check("flexible_grams", flexible * hours) + ", " + check("pausing_grams", pausing * hours));
}

// The cheapest `seconds` of a window that begins with a slot and ends within one: pieces in order of value, the last one cut.
static double cheapest_seconds(const double* window, size_t whole, double tail, double seconds, vector<size_t>& order) {
  const size_t pieces = whole + (tail > 0), wanted = std::min(pieces, size_t(seconds / 300) + 2);
  order.resize(pieces);
  std::iota(order.begin(), order.end(), size_t(0));
  auto before = [&](size_t a, size_t b) { return window[a] < window[b] || (window[a] == window[b] && a < b); };
  if (wanted < pieces) std::nth_element(order.begin(), order.begin() + long(wanted) - 1, order.end(), before);
  std::sort(order.begin(), order.begin() + long(wanted), before);
  double sum = 0;
  for (size_t i = 0; i < wanted && seconds > 0; ++i) {
    const double taken = std::min(seconds, order[i] < whole ? 300 : tail);
    sum += taken * window[order[i]];
    seconds -= taken;
  }
  return sum;
}

// Jobs of some minutes with a day of added time, planned anew for each of 300 starts.
static void minutes(const vector<double>& values) {
  const auto prefix = prefix_sums(values);
  auto before = [&](double seconds) {  // the integral from the beginning
    const size_t slot = size_t(seconds / 300);
    return 300 * prefix[slot] + (seconds - 300 * double(slot)) * (slot < values.size() ? values[slot] : 0);
  };
  for (int length : {365, 367}) {
    const double duration = 60.0 * length, added = 86400, rest = duration - 300 * double(size_t(duration / 300));
    const double window = duration + added;
    const auto releases = spaced(size_t((300 * double(values.size()) - window) / 300) + 1, 300);
    double sum = 0;
    double ns = nanoseconds([&] {
      sum = 0;
      for (size_t release : releases) {
        const double first = 300 * double(release);
        double least = before(first + added + duration) - before(first + added);
        for (double start = first; start <= first + added; start += 300) {
          least = std::min(least, before(start + duration) - before(start));
          const double ends = start + (rest > 0 ? 300 - rest : 0);  // ends with a slot
          if (rest > 0 && ends <= first + added) least = std::min(least, before(ends + duration) - before(ends));
        }
        sum += least;
      }
    });
    print(("flexible-minutes-" + std::to_string(length)).c_str(), ns, releases.size(), check("grams", sum / 3600));
    vector<size_t> order;
    const size_t whole = size_t(window / 300);
    ns = nanoseconds([&] {
      sum = 0;
      for (size_t release : releases)
        sum += cheapest_seconds(&values[release], whole, window - 300 * double(whole), duration, order);
    });
    print(("pause-minutes-" + std::to_string(length)).c_str(), ns, releases.size(), check("grams", sum / 3600));
  }
}

// Reading a wide file at once, numbers by from_chars, stamps passed over.
static vector<vector<double>> read_numbers(const char* path) {
  std::ifstream file(path, std::ios::binary | std::ios::ate);
  std::string text(size_t(file.tellg()), '\0');
  file.seekg(0).read(text.data(), std::streamsize(text.size()));
  vector<vector<double>> columns;
  const char *at = text.data(), *end = at + text.size();
  bool is_header = true;
  while (at < end) {
    const char* line_end = std::find(at, end, '\n');
    if (*at != '#' && !is_header) {
      const char* cell = std::find(at, line_end, ',');
      for (size_t column = 0; cell < line_end; ++column) {
        double value;
        const auto [next, error] = std::from_chars(cell + 1, line_end, value);
        if (error != std::errc()) break;  // the columns that say what the values are
        if (column == columns.size()) columns.emplace_back();
        columns[column].push_back(value);
        cell = next;
      }
    }
    is_header = is_header && *at == '#';
    at = line_end + 1;
  }
  return columns;
}

static void loading(const char* path) {
  vector<vector<double>> columns;
  double ns = nanoseconds([&] { columns = read_numbers(path); });
  double sum = 0;
  size_t count = 0;
  for (auto& values : columns) {
    sum = std::accumulate(values.begin(), values.end(), sum);
    count += values.size();
  }
  print("load", ns, count, check("sum", sum));
}

int main(int count, char** words) {
  const std::string part = count > 1 ? words[1] : "";
  if (count < 3 || (part != "sweeps" && part != "minutes" && part != "loading" && part != "replay")) {
    std::fprintf(stderr, "usage: cpp_peer sweeps|minutes TRACES.csv REGION | cpp_peer loading|replay TRACES.csv\n");
    return 64;
  }
  if (part == "loading") {
    loading(words[2]);
    return 0;
  }
  const auto traces = read_traces(words[2]);
  if (part == "replay") {
    replay(traces);
    return 0;
  }
  for (auto& trace : traces) {
    if (count > 3 && trace.region != words[3]) continue;
    part == "sweeps" ? sweeps(trace.values) : minutes(trace.values);
    return 0;
  }
  std::fprintf(stderr, "%s: there is no such region.\n", words[2]);
  return 64;
}
