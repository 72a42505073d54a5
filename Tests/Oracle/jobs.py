"""Random jobs for `carbon-schedule plan`: any release, duration and added time, in any spelling."""

from decimal import Decimal
from fractions import Fraction

from traces import iso

DAY = 86400
ALGORITHMS = ["flexible-start", "pause-and-resume", "run-now"]


class Job:
    """A random job: times in seconds, Unix seconds for instants, kW as a fraction."""

    def __init__(self, trace, dice):
        self.trace = trace
        self.algorithm = dice.choices(ALGORITHMS, weights=[5, 5, 1])[0]
        self.duration = random_length(dice, trace.slot)
        span = len(trace.values) * trace.slot
        self.added, self.added_text = random_added(dice, self.duration, trace.slot)
        latest = span - self.duration - self.added
        edge = dice.choice([0, latest]) if dice.random() < 0.2 else None
        self.release = trace.start + (dice.randint(0, latest) if edge is None else edge)
        if dice.random() < 0.2:
            self.release -= (self.release - trace.start) % trace.slot
        self.step = 1
        if self.algorithm == "flexible-start" and dice.random() < 0.3:
            self.step = dice.choice([7, 60, 300, 420, 1800, 3600, dice.randint(1, 2 * trace.slot)])
        self.power = Fraction(dice.randint(1, 3000), 1000)
        self.by_energy = dice.random() < 0.3
        self.offset = dice.choice([0, 0, 3600, -5 * 3600, 19800])

    def arguments(self):
        """The job as command-line options."""
        options = ["--algorithm", self.algorithm, "--duration", spelled(self.duration), "--gaps", "avoid",
                   "--release", self.spelled_instant(self.release)]
        if self.added_text is None:
            options += ["--deadline", self.spelled_instant(self.release + self.duration + self.added)]
        else:
            options += ["--added-time", self.added_text]
        if self.step > 1:
            options += ["--start-step", f"{self.step}s"]
        if self.by_energy:  # the figure drawn for kW is kWh then
            self.power = Fraction(str(float(self.power))) * 3600 / self.duration
            return options + ["--energy", f"{float(self.power * self.duration / 3600)}kWh"]
        return options + ["--power", f"{float(self.power)}kW"]

    def spelled_instant(self, moment):
        """ISO 8601, with Z or with an offset."""
        if not self.offset:
            return iso(moment)
        hours, minutes = divmod(abs(self.offset) // 60, 60)
        return f"{iso(moment + self.offset)[:-1]}{'-' if self.offset < 0 else '+'}{hours:02}:{minutes:02}"


def random_length(dice, slot):
    """Seconds: often a few slots, sometimes days, sometimes whole slots."""
    length = int(min(4 * DAY, max(1, slot * 10 ** dice.uniform(-2, 2.2))))
    return max(slot, length - length % slot) if dice.random() < 0.2 else length


def random_added(dice, duration, slot):
    """An added time in seconds, and as text; no text: give a deadline. A share rounds down to seconds."""
    kind = dice.choice(["length", "percent", "deadline"]) if dice.random() < 0.95 else "none"
    if kind == "none":
        return 0, dice.choice(["0s", "0%", None])
    if kind == "percent":
        percent = Decimal(dice.choice([25, 50, 75, 100, 300, dice.randint(1, 4000) / 10]))
        percent = percent.quantize(Decimal("0.1"))
        return int(duration * percent / 100), f"{percent}%"
    length = random_length(dice, slot)
    return length, spelled(length) if kind == "length" else None


def spelled(seconds):
    """A length in one of the spellings the tool takes."""
    if seconds % 60 or not seconds:
        return f"{seconds}s"
    hours, minutes = divmod(seconds // 60, 60)
    if seconds % 7:
        return f"PT{hours}H{minutes}M"
    return f"{hours}h{minutes}m" if hours and minutes else f"{seconds // 60}m"
