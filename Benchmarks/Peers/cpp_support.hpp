// What the C++ peer needs besides its cases: traces, a stopwatch, and lines of JSON.
#pragma once

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <functional>
#include <sstream>
#include <string>
#include <vector>

using std::size_t;
using std::vector;

struct Trace {
  std::string region;
  vector<double> values;
};

static vector<std::string> fields(const std::string& line) {
  vector<std::string> cells;
  std::stringstream stream(line);
  for (std::string cell; std::getline(stream, cell, ',');) {
    while (!cell.empty() && (cell.back() == '\r' || cell.back() == ' ')) cell.pop_back();
    cells.push_back(cell);
  }
  return cells;
}

// Reads a wide CSV (a column a region), or a narrow one (time stamp and value); lines of '#' are comments. What the values are
// stands in the last columns, and is left out.
static vector<Trace> read_traces(const char* path) {
  std::ifstream file(path);
  if (!file) {
    std::fprintf(stderr, "%s: cannot be read.\n", path);
    std::exit(66);
  }
  vector<Trace> traces;
  for (std::string line; std::getline(file, line);) {
    if (line.empty() || line[0] == '#') continue;
    auto cells = fields(line);
    if (traces.empty()) {
      for (size_t i = 1; i < cells.size(); ++i) {
        if (cells[i] != "signal" && cells[i] != "provenance") traces.push_back({cells[i], {}});
      }
      continue;
    }
    for (size_t i = 1; i <= traces.size(); ++i) traces[i - 1].values.push_back(std::strtod(cells[i].c_str(), nullptr));
  }
  return traces;
}

static vector<size_t> spaced(size_t count, size_t limit) {
  vector<size_t> indices(std::min(count, limit));
  for (size_t i = 0; i < indices.size(); ++i) indices[i] = count <= limit ? i : i * (count - 1) / (limit - 1);
  return indices;
}

// Nanoseconds of one call: the median of three samples of `shortest` nanoseconds or more, after one call to warm up.
static double nanoseconds(const std::function<void()>& body, double shortest = 5e6) {
  using Clock = std::chrono::steady_clock;
  auto time = [&](long repetitions) {
    auto begin = Clock::now();
    for (long i = 0; i < repetitions; ++i) body();
    return std::chrono::duration<double, std::nano>(Clock::now() - begin).count();
  };
  body();
  long repetitions = 1;
  while (time(repetitions) < shortest) repetitions *= 2;
  double samples[3];
  for (double& sample : samples) sample = time(repetitions) / double(repetitions);
  std::sort(samples, samples + 3);
  return samples[1];
}

static void print(const char* name, double ns, size_t units, const std::string& checks) {
  std::printf("{\"case\": \"%s\", \"ns\": %.17g, \"units\": %zu, \"checks\": {%s}}\n", name, ns / double(units), units,
              checks.c_str());
  std::fflush(stdout);
}

static std::string check(const char* key, double value) {
  char text[80];
  std::snprintf(text, sizeof text, "\"%s\": %.17g", key, value);
  return text;
}
