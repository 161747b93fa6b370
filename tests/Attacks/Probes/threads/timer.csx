// attack: Reads a file from the callback of a timer.
// group: threads
// at none: gets-through

var proof = new TaskCompletionSource<string>();
var timer = new Timer(_ =>
{
    try
    {
        proof.TrySetResult($"read {File.ReadAllText("/etc/passwd").Length} characters");
    }
    catch (Exception exception)
    {
        proof.TrySetException(exception);
    }
}, null, 10, Timeout.Infinite);
await proof.Task.WaitAsync(TimeSpan.FromSeconds(5))
