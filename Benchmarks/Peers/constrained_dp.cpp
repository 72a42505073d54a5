// What a skilled C++ user would write for pauses that cost: the full dynamic programme over slots and progress, from the
// last slot to the first, with a byte a state for the traceback, over the states that a plan can pass through.
//
//   g++ -O3 -std=c++17 -o constrained_dp constrained_dp.cpp
//   ./constrained_dp VALUES N W RESUME MINIMUM_RUN MINIMUM_PAUSE ROUNDS
//
// VALUES holds one number a line; the first W are the window. Prints the least cost, the pauses, and the median time of a
// plan in microseconds.
#include <algorithm>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <limits>
#include <vector>

using std::vector;

struct Plan {
  double cost = 0;
  vector<std::pair<int, int>> runs;
};

static Plan solve(const vector<double>& v, int n, int W, double resume, int m, int p) {
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

int main(int count, char** arguments) {
  if (count < 8) return 64;
  std::ifstream file(arguments[1]);
  vector<double> values;
  for (double value; file >> value;) values.push_back(value);
  const int n = atoi(arguments[2]), W = atoi(arguments[3]), m = atoi(arguments[5]), p = atoi(arguments[6]);
  const double resume = atof(arguments[4]);
  if (int(values.size()) < W) return 65;
  vector<double> times;
  Plan plan;
  for (int round = 0; round < atoi(arguments[7]); ++round) {
    const auto begin = std::chrono::steady_clock::now();
    plan = solve(values, n, W, resume, m, p);
    times.push_back(std::chrono::duration<double, std::micro>(std::chrono::steady_clock::now() - begin).count());
  }
  std::sort(times.begin(), times.end());
  printf("%.17g %zu %.1f\n", plan.cost, plan.runs.size() - 1, times[times.size() / 2]);
}
