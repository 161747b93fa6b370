// attack: Hangs in the handler of its own end.
// group: daemons
// at none: stopped: an answer is an answer, and what is left running is killed
// expect: Completed

AppDomain.CurrentDomain.ProcessExit += (_, _) => Thread.Sleep(Timeout.Infinite);
5
