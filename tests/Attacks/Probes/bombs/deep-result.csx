// attack: Answers with a value nested deeper than any reader likes.
// group: bombs
// at none: stopped: the limit on depth holds at every level
// expect: Refused

object Nest(int depth) => depth == 0 ? 1 : new object[] { Nest(depth - 1) };
Nest(2000)
