// attack: Throws on another thread while it answers.
// group: lies
// at none: stopped: it fails or it has answered, and in neither case twice
// expect: Failed, Crashed

new Thread(() => throw new InvalidOperationException("elsewhere")).Start();
Thread.Sleep(Timeout.Infinite);
