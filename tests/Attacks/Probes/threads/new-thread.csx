// attack: Reads a file from a thread of its own.
// group: threads
// at none: gets-through

string proof = null;
var thread = new Thread(() =>
{
    try
    {
        proof = $"read {File.ReadAllText("/etc/passwd").Length} characters";
    }
    catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
    {
    }
});
thread.Start();
thread.Join();
proof
