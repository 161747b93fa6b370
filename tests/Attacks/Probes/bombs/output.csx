// attack: Prints without end.
// group: bombs
// at none: stopped: output is cut and the wall clock goes on
// expect: TimedOut
// wall time: 3 s

while (true)
{
    Console.WriteLine(new string('x', 10_000));
}
