// attack: Matches an expression that takes for ever.
// group: bombs
// at none: stopped: the limits on time hold at every level
// expect: TimedOut
// wall time: 2 s

Regex.IsMatch(new string('a', 60) + "!", "^(a+)+$")
