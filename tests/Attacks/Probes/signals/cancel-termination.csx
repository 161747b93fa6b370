// attack: Takes the signals that ask it to end and says no, the .NET way.
// group: signals
// at none: stopped: it is not asked
// expect: TimedOut, Failed
// wall time: 2 s

var kept = PosixSignalRegistration.Create(PosixSignal.SIGTERM, context => context.Cancel = true);
AppDomain.CurrentDomain.ProcessExit += (_, _) => Thread.Sleep(Timeout.Infinite);
Thread.Sleep(Timeout.Infinite);
