// What a skilled C++ user would write for pauses that cost: the full dynamic programme over slots and progress, from the
// last slot to the first, with a byte a state for the traceback, over the states that a plan can pass through.
//
//   g++ -O3 -std=c++17 -o constrained_dp constrained_dp.cpp
//   ./constrained_dp constrained TRACES.csv REGION
//
// Prints a line of JSON a case: nanoseconds a plan, and the cost of all.
#include "cpp_support.hpp"

#include <cstdint>
#include <limits>

struct Plan {
  double cost = 0;
  vector<std::pair<int, int>> runs;
};

static Plan solve(const double* v, int n, int W, double resume, int m, int p) {
  const double inf = std::numeric_limits<double>::infinity();
  vector<double> prefix(W + 1);
  for (int i = 0; i < W; ++i) prefix[i + 1] = prefix[i] + v[i];
  // Rings of rows: running looks m rows ahead, paused p.
  const int width = n + m + 2;
  vector<double> running(size_t(m + 1) * width, inf), paused(size_t(p + 1) * width, inf);
  vector<uint8_t> moves(size_t(W + 1) * (n + 1));
  vector<double> first(W + 2, inf);
  for (int i = W; i >= 0; --i) {
    double* run = &running[size_t(i % (m + 1)) * width];
    double* pause = &paused[size_t(i % (p + 1)) * width];
    const double* next = &running[size_t((i + 1) % (m + 1)) * width];
    const double* ended = &paused[size_t((i + p) % (p + 1)) * width];
    const double* waited = &paused[size_t((i + 1) % (p + 1)) * width];
    const double* resumed = &running[size_t((i + m) % (m + 1)) * width];
    uint8_t* move = &moves[size_t(i) * (n + 1)];
    const int low = std::max(1, n - (W - i)), high = std::min(n, i);
    const double cost = i < W ? v[i] : 0;
    const bool can_resume = i + m <= W;
    const double start = can_resume ? resume + prefix[i + m] - prefix[i] : inf;
    const bool can_end = i + p <= W, is_last = i == W;
    if (!is_last && can_end && can_resume) {
      for (int j = low; j <= high; ++j) {
        const double a = cost + next[j + 1], b = ended[j], c = waited[j], d = start + resumed[j + m];
        run[j] = a <= b ? a : b;
        pause[j] = d <= c ? d : c;
        move[j] = uint8_t(a <= b) | uint8_t((d <= c) << 1);
      }
    } else {
      for (int j = low; j <= high; ++j) {
        const double a = is_last ? inf : cost + next[j + 1], b = can_end ? ended[j] : inf;
        const double c = is_last ? inf : waited[j], d = can_resume ? start + resumed[j + m] : inf;
        run[j] = a <= b ? a : b;
        pause[j] = d <= c ? d : c;
        move[j] = uint8_t(a <= b) | uint8_t((d <= c) << 1);
      }
    }
    if (low - 1 >= 0) run[low - 1] = pause[low - 1] = inf;
    for (int j = high + 1; j <= std::min(n, high + 1); ++j) run[j] = pause[j] = inf;
    if (high == n) run[n] = 0, pause[n] = inf;
    if (i < W) {
      first[i] = first[i + 1];
      if (can_resume && m <= n) first[i] = std::min(first[i], start - resume + resumed[m]);
    }
  }
  Plan plan;
  plan.cost = first[0];
  int i = 0;
  while (first[i + 1] == first[i]) ++i;
  int begin = i, j = m;
  i += m;
  while (true) {
    if (j < n && (moves[size_t(i) * (n + 1) + j] & 1)) {
      ++i, ++j;
      continue;
    }
    plan.runs.push_back({begin, i});
    if (j == n) break;
    i += p;
    while (!(moves[size_t(i) * (n + 1) + j] & 2)) ++i;
    begin = i;
    i += m, j += m;
  }
  return plan;
}

int main(int count, char** words) {
  if (count != 4 || std::string(words[1]) != "constrained") {
    std::fprintf(stderr, "usage: constrained_dp constrained TRACES.csv REGION\n");
    return 64;
  }
  for (auto& trace : read_traces(words[2])) {
    if (trace.region != words[3]) continue;
    for (int n : {432, 2304}) {
      const auto releases = spaced(trace.values.size() - 2 * n + 1, 9);
      for (bool is_bound : {false, true}) {
        double cost = 0;
        const double ns = nanoseconds([&] {
          cost = 0;
          for (size_t i : releases) cost += solve(&trace.values[i], n, 2 * n, 300, is_bound ? 6 : 1, is_bound ? 3 : 1).cost;
        });
        const auto name = (is_bound ? "minimum-run-and-pause-" : "resume-cost-") + std::to_string(n);
        print(name.c_str(), ns, releases.size(), check("cost", cost));
      }
    }
    return 0;
  }
  std::fprintf(stderr, "%s: there is no such region.\n", words[2]);
  return 64;
}
