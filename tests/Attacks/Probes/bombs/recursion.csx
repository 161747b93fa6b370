// attack: Calls itself without end.
// group: bombs
// at none: stopped: a stack has an end
// expect: Crashed

int Deeper(int depth) => Deeper(depth + 1) + 1;
Deeper(0)
