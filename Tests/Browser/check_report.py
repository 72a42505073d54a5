#!/usr/bin/env python3
"""Opens report pages in headless Chromium and checks what a reader would see.

    python3 Tests/Browser/check_report.py report.html plan.html
    python3 Tests/Browser/check_report.py --screenshots shots report.html

At 1280 and 390 px, light and dark, with script and without: no console message, no network request, no horizontal
scroll, no text on text, text of a contrast of at least 4.5:1. With script: tables sort and values show at the pointer.
Where chromium is not installed it says so and succeeds. The standard library is all it needs.
"""

import base64
import pathlib
import shutil
import sys

from devtools import Browser

WIDTHS = [1280, 390]
SCHEMES = ["light", "dark"]

# Runs in the page, also where the page's own script may not. Only what is shown counts: a box without size is hidden.
INSPECT = r"""
(function () {
  var found = [];
  var page = document.documentElement;
  if (page.scrollWidth > page.clientWidth) found.push('scrolls: ' + page.scrollWidth + ' in ' + page.clientWidth);

  // Text on text, and text beyond its drawing.
  var count = 0;
  document.querySelectorAll('svg').forEach(function (svg) {
    var frame = svg.getBoundingClientRect();
    if (!frame.width) return;
    var boxes = Array.from(svg.querySelectorAll('text')).map(function (text) {
      var box = text.getBoundingClientRect();
      // A line of text is as high as its font's box; its letters take the middle three quarters.
      return {left: box.left, right: box.right, top: box.top + box.height / 8, bottom: box.bottom - box.height / 8,
              text: text.lastChild ? text.lastChild.textContent : ''};
    }).sort(function (a, b) { return a.left - b.left; });
    count += boxes.length;
    boxes.forEach(function (a, i) {
      if (a.left < frame.left - 1 || a.right > frame.right + 1 || a.top < frame.top - 1 || a.bottom > frame.bottom + 1)
        found.push('cut off: ' + a.text);
      for (var j = i + 1; j < boxes.length && boxes[j].left < a.right - 0.5; j++) {
        var b = boxes[j];
        if (a.top < b.bottom - 0.5 && b.top < a.bottom - 0.5) found.push('overlap: ' + a.text + ' | ' + b.text);
      }
    });
  });
  if (!count) found.push('no chart is shown');

  // Contrast, of prose and of drawings, against what is painted behind.
  function parse(color) {
    var parts = color.match(/[\d.]+/g).map(Number);
    return {rgb: parts.slice(0, 3), alpha: parts.length > 3 ? parts[3] : 1};
  }
  function luminance(rgb) {
    var linear = rgb.map(function (v) {
      v /= 255;
      return v <= 0.04045 ? v / 12.92 : Math.pow((v + 0.055) / 1.055, 2.4);
    });
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2];
  }
  function contrast(a, b) {
    var x = luminance(a), y = luminance(b);
    return (Math.max(x, y) + 0.05) / (Math.min(x, y) + 0.05);
  }
  function background(element) {
    for (; element; element = element.parentElement) {
      var style = getComputedStyle(element);
      var color = parse(style.backgroundColor);
      // The bar behind a figure is a gradient of one colour.
      var bar = style.backgroundImage.match(/rgba?\([^)]*\)/);
      if (bar) color = parse(bar[0]);
      if (color.alpha > 0.99) return color.rgb;
    }
    return [255, 255, 255];
  }
  function over(top, bottom, alpha) {
    return bottom.map(function (v, i) { return top[i] * alpha + v * (1 - alpha); });
  }
  var least = 99;
  function check(text, ink, paper) {
    var value = contrast(ink, paper);
    least = Math.min(least, value);
    if (value < 4.5) found.push('contrast ' + value.toFixed(2) + ': ' + text);
  }
  var walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    var element = walker.currentNode.parentElement;
    if (!walker.currentNode.data.trim() || element.closest('svg,script,style')) continue;
    if (element.getBoundingClientRect().width)
      check(walker.currentNode.data, parse(getComputedStyle(element).color).rgb, background(element));
  }
  document.querySelectorAll('svg').forEach(function (svg) {
    if (!svg.getBoundingClientRect().width) return;
    var fills = Array.from(svg.querySelectorAll('path')).map(function (path) {
      var style = getComputedStyle(path);
      return {path: path, box: path.getBBox(), fill: style.fill, alpha: +style.fillOpacity};
    }).filter(function (path) { return path.fill.indexOf('rgb') === 0; });
    svg.querySelectorAll('text').forEach(function (text) {
      var style = getComputedStyle(text);
      var box = text.getBBox();
      var x = box.x + box.width / 2, y = box.y + box.height / 2;
      var paper = background(svg);
      // Text with a halo brings its own paper.
      if (style.paintOrder.indexOf('stroke') !== 0) fills.forEach(function (path) {
        var b = path.box;
        if (b.x <= x && x <= b.x + b.width && b.y <= y && y <= b.y + b.height
            && path.path.isPointInFill(new DOMPoint(x, y)))
          paper = over(parse(path.fill).rgb, paper, path.alpha);
      });
      check(text.textContent, parse(style.fill).rgb, paper);
    });
  });
  return {found: found.slice(0, 12), texts: count, least: least, height: page.scrollHeight};
})()
"""

# What the page's own script adds.
EXERCISE = r"""
(function () {
  var found = [];
  document.querySelectorAll('.ch.sc table').forEach(function (table) {
    var head = table.querySelector('th.nu');
    if (!head) return;
    head.querySelector('button').click();
    var column = head.cellIndex;
    var values = Array.from(table.tBodies[0].rows).map(function (row) {
      var value = row.cells[column].getAttribute('data-v');
      return value === null ? -Infinity : +value;
    });
    if (values.some(function (v, i) { return i && v > values[i - 1]; })) found.push('not sorted: ' + head.textContent);
  });
  var mark = Array.from(document.querySelectorAll('figure path')).find(function (path) {
    return path.querySelector('title') && path.getBoundingClientRect().width;
  });
  if (mark) {
    var title = mark.querySelector('title').textContent;
    mark.dispatchEvent(new PointerEvent('pointermove', {bubbles: true, clientX: 100, clientY: 100}));
    var tip = document.getElementById('tip');
    if (tip.hidden || tip.textContent !== title) found.push('no value at the pointer: ' + title);
    tip.hidden = true;
  }
  return found;
})()
"""


def problems_of_events(events):
    """Console messages, log entries, exceptions, and requests for anything but the page."""
    for event in events:
        method, parameters = event.get("method"), event.get("params", {})
        if method == "Runtime.consoleAPICalled":
            yield "console: " + " ".join(str(a.get("value", "")) for a in parameters["args"])
        elif method == "Log.entryAdded":
            yield "log: " + parameters["entry"]["text"]
        elif method == "Runtime.exceptionThrown":
            yield "exception: " + parameters["exceptionDetails"]["text"]
        elif method == "Network.requestWillBeSent":
            url = parameters["request"]["url"]
            if not (url.startswith("file:") and parameters.get("type") == "Document") and not url.startswith("data:"):
                yield "request: " + url


def screenshots(browser, session, name, folder, height):
    """The whole page in pieces that are easy to look at."""
    for number, top in enumerate(range(0, height, 1600)):
        clip = {"x": 0, "y": top, "width": browser.evaluate(session, "innerWidth"),
                "height": min(1600, height - top), "scale": 1}
        shot = browser.send("Page.captureScreenshot", session, format="png", clip=clip, captureBeyondViewport=True)
        (folder / f"{name}-{number:02}.png").write_bytes(base64.b64decode(shot["data"]))


def check(browser, page, folder):
    failed = False
    for width in WIDTHS:
        for scheme in SCHEMES:
            for with_script in [True, False]:
                target, session = browser.open(page.resolve().as_uri(), width, scheme, with_script)
                browser.send("Emulation.setScriptExecutionDisabled", session, value=False)
                seen = browser.evaluate(session, INSPECT)
                found = seen["found"]
                if folder and with_script:
                    screenshots(browser, session, f"{page.stem}-{width}-{scheme}", folder, seen["height"])
                if with_script:
                    found += browser.evaluate(session, EXERCISE)
                browser.settle(0.1)
                found += list(problems_of_events(browser.events))
                browser.send("Target.closeTarget", targetId=target)
                place = f"{page}: {width} px, {scheme}, {'with' if with_script else 'without'} script"
                print(f"{place}: {seen['texts']} texts, contrast at least {seen['least']:.1f}"
                      + ("" if found else ", no problem"))
                for problem in found:
                    print(f"  {problem}")
                failed = failed or bool(found)
    return failed


def main(words):
    executable = next(filter(None, map(shutil.which, ["chromium", "chromium-browser", "google-chrome"])), None)
    folder = None
    if words[:1] == ["--screenshots"]:
        folder = pathlib.Path(words[1])
        folder.mkdir(parents=True, exist_ok=True)
        words = words[2:]
    if not words:
        print(__doc__)
        return 64
    if executable is None:
        print("check_report.py: chromium is not installed; the pages were not opened in a browser.")
        return 0
    browser = Browser(executable)
    try:
        results = [check(browser, pathlib.Path(word), folder) for word in words]
    finally:
        browser.close()
    return 1 if any(results) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
